package org.offprint.formats.jats.contributors;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;

/** Reads personal names from the elements {@code name}, {@code string-name} and {@code name-alternatives}. */
public final class JatsNames {

    /** Attribute value that marks the main form of a name, as written by Offprint exports. */
    static final String PRIMARY = "primary";

    private static final String[] FORMS = {"name", "string-name"};

    private JatsNames() {}

    /**
     * Returns the main form of a person's name: the form marked as primary, otherwise the form outside {@code
     * name-alternatives}, otherwise the alternative in the article language. Returns {@link XmlElement#NONE} if no
     * person is named. Forms other than the main form are not marked as read.
     */
    public static XmlElement mainForm(XmlElement element) {
        List<XmlElement> beside = element.elements(FORMS);
        List<XmlElement> alternatives = element.at("name-alternatives").elements(FORMS);
        List<XmlElement> forms = beside.stream().allMatch(JatsNames::isUnstructured) && !alternatives.isEmpty()
                ? Stream.concat(beside.stream(), alternatives.stream()).toList()
                : beside;
        XmlElement first = forms.stream()
                .filter(form -> PRIMARY.equals(form.attribute("specific-use")))
                .findFirst()
                .orElseGet(() -> preferred(forms));
        List<XmlElement> parted =
                forms.stream().filter(form -> !isUnstructured(form)).toList();
        boolean isForShow = isUnstructured(first) && first.attribute("lang") == null && !parted.isEmpty();
        return isForShow ? preferred(parted) : first;
    }

    /**
     * Reads alternative forms of a personal name. A form that equals the main form is marked as read and otherwise
     * ignored.
     */
    static void alternatives(XmlElement element, XmlElement first, ContributorDraft person, ArticleDraft draft) {
        String family = Objects.toString(person.family(), "");
        String given = Objects.toString(person.given(), "");
        List<String> said = List.of(given + " " + family, family + ", " + given, family + " " + given);
        List<XmlElement> forms = Stream.concat(
                        element.elements(FORMS).stream(), element.at("name-alternatives").elements(FORMS).stream())
                .filter(form -> form != first)
                .toList();
        for (XmlElement form : forms) {
            SourceName name = isUnstructured(form) ? SourceName.organization(form.text()) : person(form);
            boolean isSame = isUnstructured(form)
                    ? said.contains(form.text())
                    : family.equals(name.family()) && given.equals(Objects.toString(name.given(), ""));
            if (!isSame) {
                String language = draft.value(form.attribute("lang"), LanguageTag::parse, form.path("xml:lang"));
                person.alternativeName(language, name);
            }
            if (isSame || isUnstructured(form)) {
                form.markPlaced();
            }
        }
    }

    /** Reads the names of an author group in additional languages. */
    static void alternativesOfGroup(XmlElement element, XmlElement first, ContributorDraft group, ArticleDraft draft) {
        for (XmlElement form : element.at("collab-alternatives").elements("collab")) {
            if (form != first) {
                String language = draft.value(form.attribute("lang"), LanguageTag::parse, form.path("xml:lang"));
                group.alternativeName(language, SourceName.organization(form.take()));
            }
        }
    }

    /** Returns whether a personal name is plain text, in which the family name is not marked up. */
    private static boolean isUnstructured(XmlElement name) {
        return name.elements("surname", "given-names").isEmpty();
    }

    /**
     * Returns the {@code collab} element of a contributor that is an author group, or {@link XmlElement#NONE} for any
     * other contributor.
     */
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

    /**
     * Returns the element that contains the name of an author group. The name is in the {@code collab} element itself
     * or, since JATS 1.4, in a child of {@code collab-wrap}.
     */
    static XmlElement nameOf(XmlElement collab) {
        if (!collab.name().equals("collab-wrap")) {
            return collab;
        }
        XmlElement alone = collab.at("collab-name");
        return alone.isNone() ? preferred(collab.at("collab-name-alternatives").elements("collab-name")) : alone;
    }

    /**
     * Returns the form of a name in the article language, otherwise the first form. A form for an index is used only if
     * it is the only form.
     */
    static XmlElement preferred(List<XmlElement> forms) {
        List<XmlElement> shown = forms.stream()
                .filter(form -> !"index".equals(form.attribute("specific-use")))
                .toList();
        return shown.stream()
                .filter(form ->
                        form.attribute("lang") != null && form.attribute("lang").equals(languageAround(form)))
                .findFirst()
                .orElse(!shown.isEmpty() ? shown.get(0) : forms.isEmpty() ? XmlElement.NONE : forms.get(0));
    }

    /** Returns the stated language of the article, otherwise the language of its title. */
    private static String languageAround(XmlElement form) {
        return form.selfAndAncestors()
                .skip(1)
                .map(around -> around.attribute("lang") == null
                        ? around.at("title-group", "article-title").attribute("lang")
                        : around.attribute("lang"))
                .filter(language -> language != null)
                .findFirst()
                .orElse(null);
    }

    /**
     * Reads the family name, given name and suffix of a person. A single name is the family name. A name with a prefix
     * or degrees is not marked as read.
     */
    public static SourceName person(XmlElement name) {
        String family = joined(name.elements("surname"));
        String given = joined(name.elements("given-names"));
        String suffix = joined(name.elements("suffix"));
        if (family == null && given == null) {
            return SourceName.inverted(name.take());
        }
        if (name.elements("prefix").isEmpty() && name.elements("degrees").isEmpty()) {
            name.markPlaced();
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
