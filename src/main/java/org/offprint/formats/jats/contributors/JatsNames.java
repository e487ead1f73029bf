package org.offprint.formats.jats.contributors;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.xml.XmlElement;

/** Names of people: {@code name}, {@code string-name}, and one of {@code name-alternatives}. */
public final class JatsNames {

    private JatsNames() {}

    /**
     * The name in an element, of alternatives that in the language of the article; {@link XmlElement#NONE} where no person
     * is named. Others of its alternatives stay unmarked.
     */
    public static XmlElement in(XmlElement element) {
        XmlElement alternatives = element.at("name-alternatives");
        XmlElement around = alternatives.isNone() ? element : alternatives;
        List<XmlElement> forms = around.elements("name", "string-name");
        XmlElement first = first(forms);
        List<XmlElement> parted = forms.stream().filter(form -> !isWords(form)).toList();
        boolean isForShow = isWords(first) && first.attribute("lang") == null && !parted.isEmpty();
        return isForShow ? first(parted) : first;
    }

    /** Words alone do not tell the family name. */
    private static boolean isWords(XmlElement name) {
        return name.elements("surname", "given-names").isEmpty();
    }

    /** Marks other forms of a name that say the same. */
    static void same(XmlElement element, ContributorDraft person) {
        String family = Objects.toString(person.family(), "");
        String given = Objects.toString(person.given(), "");
        List<String> said = List.of(given + " " + family, family + ", " + given, family + " " + given);
        element.at("name-alternatives").elements("string-name").stream()
                .filter(form -> isWords(form) && said.contains(form.text()))
                .forEach(XmlElement::mark);
    }

    /** The group that an element names; {@link XmlElement#NONE} where it names none. */
    static XmlElement collab(XmlElement element) {
        return Stream.of(
                        element.at("collab"),
                        element.at("collab-alternatives", "collab"),
                        element.at("collab-wrap"),
                        element.at("collab-name"),
                        element.at("collab-name-alternatives", "collab-name"))
                .filter(named -> !named.isNone())
                .findFirst()
                .orElse(XmlElement.NONE);
    }

    /** Returns where the name of a group stands: in itself, or since 1.4 in its wrapper beside the members. */
    static XmlElement nameOf(XmlElement collab) {
        if (!collab.name().equals("collab-wrap")) {
            return collab;
        }
        XmlElement alone = collab.at("collab-name");
        return alone.isNone() ? first(collab.at("collab-name-alternatives").elements("collab-name")) : alone;
    }

    /** Of several forms of the same that in the language of the article, else the first, but not one that is for an index alone. */
    static XmlElement first(List<XmlElement> forms) {
        List<XmlElement> shown = forms.stream()
                .filter(form -> !"index".equals(form.attribute("specific-use")))
                .toList();
        return shown.stream()
                .filter(form ->
                        form.attribute("lang") != null && form.attribute("lang").equals(languageAround(form)))
                .findFirst()
                .orElse(!shown.isEmpty() ? shown.get(0) : forms.isEmpty() ? XmlElement.NONE : forms.get(0));
    }

    /** The language of the article, or where it names none that of its title. */
    private static String languageAround(XmlElement form) {
        return form.outwards()
                .skip(1)
                .map(around -> around.attribute("lang") == null
                        ? around.at("title-group", "article-title").attribute("lang")
                        : around.attribute("lang"))
                .filter(language -> language != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads family and given name and suffix; people of one name have it as family name. Prefixes and degrees stay
     * unmarked.
     */
    public static SourceName person(XmlElement name) {
        String family = joined(name.elements("surname"));
        String given = joined(name.elements("given-names"));
        String suffix = joined(name.elements("suffix"));
        if (family == null && given == null) {
            return SourceName.inverted(name.take());
        }
        if (name.elements("prefix").isEmpty() && name.elements("degrees").isEmpty()) {
            name.mark();
        }
        return SourceName.person(family, given, suffix);
    }

    private static String joined(List<XmlElement> parts) {
        StringBuilder all = new StringBuilder();
        for (XmlElement part : parts) {
            String text = part.take();
            all.append(text == null ? "" : (all.isEmpty() ? "" : " ") + text);
        }
        return all.isEmpty() ? null : all.toString();
    }
}
