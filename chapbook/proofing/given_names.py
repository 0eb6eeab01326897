"""Given names by which a person is told from a place: the commonest of European languages."""

_NAMES = """
Adam Adolf Agnes Alan Albert Aleksandr Aleksandra Aleksei Alexander Alexandra Alexandre
Alexei Alfred Alice Alois Amelia Amy Ana Anatoly Anders Andrea Andreas Andrei Andrew André
Angela Ann Anna Anne Annie Anselm Anthony Antoine Anton Antonio Arkady Arnold Arseny Arthur
Artur August Barbara Beatrice Benjamin Bernard Bernhard Bertha Bertolt Bertrand Boris Brian
Bruno Carl Carlo Carlos Carmen Caroline Catherine Cecil Charles Charlotte Christian
Christina Christine Christoph Christopher Clara Claude Colin Constance Cornelia Daniel Daria
David Denis Derek Diego Dieter Dietrich Dmitri Dmitry Donald Dora Dorothy Douglas Eberhard
Edgar Edith Edmund Eduard Edward Edwin Egon Eleanor Elena Elias Elisabeth Eliza Elizabeth
Ella Ellen Else Emil Emile Emily Emma Eric Erica Erich Erik Ernest Ernst Esther Ethel Eugen
Eugene Eva Eve Evelyn Felix Ferdinand Fernando Florence Frances Francesco Francis Francisco
Frank Franz François Fred Frederick Friedrich Fritz Fyodor Gabriel Genrikh Geoffrey Georg
George Georges Georgi Georgy Gerald Gerhard Gertrude Gilbert Giovanni Giuseppe Gordon Grace
Graham Gregory Greta Grigory Guillaume Gustav Guy Günter Hannah Hans Harold Harriet Harry
Heinrich Heinz Helen Helena Helmut Henri Henrietta Henrik Henry Herbert Herman Hermann Hilda
Horace Horst Howard Hugh Hugo Ian Ida Ignacio Igor Ilya Inga Ingrid Irene Irina Isaac Isabel
Isabella Isak Ivan Ivor Jack Jacob Jacques Jakob James Jan Jane Janet Jean Jennifer Jeremy
Jessica Joachim Joan Johan Johann Johanna Johannes John Jonathan Josef Joseph José Juan
Judith Jules Julia Julian Julie Juliet Jürgen Karel Karin Karl Karla Katharina Katherine
Kathleen Keith Kenneth Khristian Klara Klaus Kliment Konon Konrad Konstantin Kurt Lars Laura
Laurence Lavrenty Lawrence Lazar Leo Leon Leonard Leonid Leopold Lev Lewis Lilian Lion Louis
Louise Lucy Ludwig Luigi Luis Lydia Mabel Magda Magdalena Malcolm Manuel Marc Marcel Marcus
Margaret Margarete Maria Marianne Marie Marina Mario Marion Mark Martha Martin Mary Mathilde
Matthew Matthias Maurice Max Maxim Michael Michel Miguel Mikhail Mildred Moisei Moritz
Muriel Nancy Natalia Nathan Nathaniel Nestor Nicholas Nicolas Niels Nikita Nikolai Nina Nora
Norman Oleg Olga Oliver Oscar Osip Oskar Otto Patricia Patrick Paul Paula Pauline Pavel
Pedro Peter Philip Philipp Pierre Pietro Pyotr Rachel Rafael Rafail Ralph Ramsay Ramón
Raphael Raymond Rebecca Reinhard Reinhold René Richard Robert Roger Roland Rolf Romain
Ronald Rosa Rose Rudolf Rupert Ruth Salvador Samuel Sara Sarah Sebastian Sergei Sergey
Sergio Seymour Sheila Sidney Siegfried Sigmund Simon Simone Sofia Sonia Sophia Sophie
Stanislav Stefan Stepan Stephen Steven Stuart Susan Susanna Sven Svetlana Sylvia Tamara
Tatiana Teresa Thea Theodor Theodore Thomas Thérèse Timofei Timothy Tom Tony Ulrich Ulrike
Ursula Valentin Valentina Valerian Valery Vasily Vera Veronica Victor Victoria Viktor
Vincent Viola Virginia Vittorio Vladimir Volker Vyacheslav Walter Werner Wilfred Wilhelm
Willi William Willy Winifred Winston Wolfgang Yakov Yefim Yelena Yevgenia Yevgeny Yuri Yury
Yves Zara Zinaida Ángel Émile
"""
GIVEN_NAMES = frozenset(_NAMES.split())
