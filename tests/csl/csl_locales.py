"""Small locale files to test with: what they say is made up where the tests need it."""

from chapbook.csl.locale import Locale, make_locale

_HEAD = '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def locale_xml(body: str, language: str = "") -> str:
    """A `cs:locale` with the body."""
    tag = f' xml:lang="{language}"' if language else ""
    return f"{_HEAD}{tag}>{body}</locale>"


def terms_xml(terms: str, language: str = "") -> str:
    """A `cs:locale` with the terms."""
    return locale_xml(f"<terms>{terms}</terms>", language)


def _months() -> str:
    return "".join(
        f'<term name="month-{number:02d}">{name}</term>'
        f'<term name="month-{number:02d}" form="short">{name[:3]}.</term>'
        for number, name in enumerate(_MONTHS, 1)
    )


EN_US = locale_xml(
    f"""
    <style-options punctuation-in-quote="true"/>
    <date form="text">
      <date-part name="month" suffix=" "/><date-part name="day" suffix=", "/>
      <date-part name="year"/>
    </date>
    <date form="numeric">
      <date-part name="month" form="numeric-leading-zeros" suffix="/"/>
      <date-part name="day" form="numeric-leading-zeros" suffix="/"/><date-part name="year"/>
    </date>
    <terms>
      {_months()}
      <term name="season-01">Spring</term><term name="season-02">Summer</term>
      <term name="season-03">Autumn</term><term name="season-04">Winter</term>
      <term name="ad"> AD</term><term name="bc"> BC</term>
      <term name="and">and</term><term name="and" form="symbol">&amp;</term>
      <term name="open-quote">“</term><term name="page-range-delimiter">–</term>
      <term name="page"><single>page</single><multiple>pages</multiple></term>
      <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
      <term name="volume" form="short"><single>vol.</single><multiple>vols.</multiple></term>
      <term name="folio" form="short"><single>fol.</single><multiple>fols.</multiple></term>
      <term name="section" form="symbol"><single>§</single><multiple>§§</multiple></term>
      <term name="editor" form="verb">edited by</term>
      <term name="ordinal">th</term><term name="ordinal-01">st</term>
      <term name="ordinal-02">nd</term><term name="ordinal-03">rd</term>
      <term name="ordinal-11">th</term><term name="ordinal-12">th</term>
      <term name="ordinal-13">th</term>
      <term name="long-ordinal-02">second</term><term name="long-ordinal-09">ninth</term>
    </terms>
    """,
    "en-US",
)
EN_GB = locale_xml(
    """
    <style-options punctuation-in-quote="false"/>
    <date form="text">
      <date-part name="day" suffix=" "/><date-part name="month" suffix=" "/>
      <date-part name="year"/>
    </date>
    <terms><term name="open-quote">‘</term></terms>
    """,
    "en-GB",
)
FR_FR = locale_xml(
    """
    <style-options limit-day-ordinals-to-day-1="true"/>
    <date form="text">
      <date-part name="day" form="ordinal" suffix=" "/><date-part name="month" suffix=" "/>
      <date-part name="year"/>
    </date>
    <terms>
      <term name="and">et</term>
      <term name="month-08" gender="masculine">août</term>
      <term name="edition" gender="feminine">édition</term>
      <term name="ordinal">e</term>
      <term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>
      <term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>
      <term name="long-ordinal-01" gender-form="feminine">première</term>
      <term name="long-ordinal-01">premier</term>
    </terms>
    """,
    "fr-FR",
)
JA_JP = locale_xml(
    """
    <date form="text">
      <date-part name="year" suffix="年"/><date-part name="month" form="numeric" suffix="月"/>
      <date-part name="day" suffix="日"/>
    </date>
    """,
    "ja-JP",
)
SOURCES = {"en-US": EN_US, "en-GB": EN_GB, "fr-FR": FR_FR, "ja-JP": JA_JP}


def locale(language: str = "en-US", *overrides: str) -> Locale:
    """A locale of the files above."""
    return make_locale(language, SOURCES, overrides)
