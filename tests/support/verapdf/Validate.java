import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDFs by veraPDF's profiles, which the jar holds as XML: it has no JAXB to read them by.
 * java -cp JAR Validate.java FILE...; prints 'FILE flavour passed|FAILED checks', and for each rule that
 * fails how often and where first. Ends with 1 where one fails.
 */
public class Validate {
    private static final Map<PDFAFlavour, String> PROFILES =
            Map.of(PDFAFlavour.PDFUA_1, "PDFUA-1", PDFAFlavour.PDFA_3_A, "PDFA-3A");

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new TreeMap<>();
        for (PDFAFlavour flavour : PROFILES.keySet()) {
            profiles.put(flavour, profile(flavour));
        }
        boolean all = true;
        for (String file : files) {
            for (PDFAFlavour flavour : profiles.keySet()) {
                all &= validate(file, flavour, profiles.get(flavour));
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean validate(String file, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        ValidationResult result;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
        }
        String verdict = result.isCompliant() ? "passed" : "FAILED";
        System.out.println(file + " " + flavour.getId() + " " + verdict + " " + result.getTotalAssertions());
        Map<String, TestAssertion> first = new TreeMap<>();
        for (TestAssertion failed : result.getTestAssertions()) {
            RuleId id = failed.getRuleId();
            first.putIfAbsent(id.getClause() + "-" + id.getTestNumber(), failed);
        }
        for (Map.Entry<String, TestAssertion> each : first.entrySet()) {
            TestAssertion failed = each.getValue();
            Integer count = result.getFailedChecks().get(failed.getRuleId());
            System.out.println("  " + each.getKey() + " x" + count + ": " + failed.getMessage()
                    + " at " + failed.getLocation().getContext());
        }
        return result.isCompliant();
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
        Element root;
        try (InputStream stream = PDFAParser.class.getClassLoader().getResourceAsStream(path)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            root = factory.newDocumentBuilder().parse(stream).getDocumentElement();
        }
        TreeSet<Rule> rules = new TreeSet<>((a, b) -> compare(a.getRuleId(), b.getRuleId()));
        for (Element rule : named(root, "rule")) {
            rules.add(rule(rule));
        }
        TreeSet<Variable> variables = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        for (Element variable : named(root, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                    variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(flavour,
                Profiles.profileDetailsFromValues(flavour.getId(), "", "", new Date(0)), "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = named(rule, "id").get(0);
        PDFAFlavour.Specification standard = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        RuleId number = Profiles.ruleIdFromValues(
                standard, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        String message = text(named(rule, "error").get(0), "message");
        boolean deferred = rule.getAttribute("deferred").toLowerCase(Locale.ROOT).equals("true");
        return Profiles.ruleFromValues(number, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(message, new ArrayList<ErrorArgument>()), Collections.emptyList());
    }

    private static int compare(RuleId a, RuleId b) {
        int clause = a.getClause().compareTo(b.getClause());
        return clause != 0 ? clause : Integer.compare(a.getTestNumber(), b.getTestNumber());
    }

    private static List<Element> named(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        List<Element> found = named(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
