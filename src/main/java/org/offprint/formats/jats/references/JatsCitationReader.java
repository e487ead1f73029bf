package org.offprint.formats.jats.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.draft.ReferenceDraft.People;
import org.offprint.formats.jats.contributors.JatsNames;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads the structured elements of a JATS citation, and marks mapped elements as read. */
final class JatsCitationReader {

    /** Maximum length of the words that introduce a link in a comment, in characters. */
    private static final int MAX_LEAD_LENGTH = 60;

    /** Maximum length of a personal name that is parsed, in characters. */
    private static final int MAX_NAME_LENGTH = 200;

    private static final String[] TITLES = {"article-title", "chapter-title", "data-title"};

    private final XmlElement citation;
    private final ReferenceDraft reference;
    private final ArticleDraft draft;

    JatsCitationReader(XmlElement citation, ReferenceDraft reference, ArticleDraft draft) {
        this.citation = citation;
        this.reference = reference;
        this.draft = draft;
    }

    void read() {
        people();
        titles();
        part("volume", reference.volume(), reference::volume);
        issue();
        part("fpage", reference.firstPage(), reference::firstPage);
        part("elocation-id", reference.articleNumber(), reference::articleNumber);
        part("lpage", reference.lastPage(), reference::lastPage);
        pageRange();
        dates();
        part("publisher-name", reference.publisher(), reference::publisher);
        reference.publisherPlace(citation.at("publisher-loc").take());
        reference.series(citation.at("series").take());
        reference.edition(citation.at("edition").take());
        reference.version(citation.at("version").take());
        reference.conference(
                citation.at("conf-name").take(),
                citation.at("conf-date").take(),
                citation.at("conf-loc").take());
        new JatsCitationIdsReader(citation, reference, draft, statedType()).read();
        type();
    }

    /** Reads the comments of a citation. A comment that only introduces a link is dropped if the link is mapped. */
    void comment() {
        StringBuilder comment = new StringBuilder();
        for (XmlElement part : citation.elements("comment")) {
            String words = part.take();
            if (words != null && !isOfLink(part, words)) {
                comment.append(comment.isEmpty() ? "" : "; ").append(words);
            }
        }
        reference.comment(comment.toString());
    }

    /**
     * Returns whether a comment contains only a link and its introduction, for example {@code Available from:
     * https://…}.
     */
    private boolean isOfLink(XmlElement comment, String words) {
        List<XmlElement> links = comment.elements("ext-link", "uri");
        if (links.size() != 1 || links.get(0).text() == null || !links.get(0).isPlaced()) {
            return false;
        }
        String link = links.get(0).text();
        int place = words.indexOf(link);
        String before = words.substring(0, place).strip();
        String behind = words.substring(place + link.length());
        boolean isLead = before.isEmpty() || before.endsWith(":") && before.length() <= MAX_LEAD_LENGTH;
        return isLead && behind.chars().noneMatch(Character::isLetterOrDigit);
    }

    private void people() {
        List<XmlElement> authors = new ArrayList<>(people("author", "allauthors", null));
        if (authors.isEmpty()) {
            authors.addAll(citation.elements("name", "string-name", "collab", "collab-name"));
        }
        if (authors.isEmpty()) {
            authors.addAll(people("inventor"));
        }
        authors.forEach(person -> person(People.AUTHORS, person));
        people("editor", "guest-editor", "compiler").forEach(person -> person(People.EDITORS, person));
        people("translator", "transed").forEach(person -> person(People.TRANSLATORS, person));
        for (XmlElement others : citation.descendants("etal")) {
            String group = others.parent().attribute("person-group-type");
            boolean isOfAuthors =
                    group == null || Set.of("author", "allauthors", "inventor").contains(group);
            if (isOfAuthors || authors.isEmpty()) {
                reference.etAl();
                others.markPlaced();
            }
        }
    }

    private List<XmlElement> people(String... types) {
        return citation.elements("person-group").stream()
                .filter(group -> Arrays.asList(types).contains(group.attribute("person-group-type")))
                .flatMap(
                        group -> group
                                .elements(
                                        "name",
                                        "string-name",
                                        "collab",
                                        "collab-name",
                                        "name-alternatives",
                                        "anonymous")
                                .stream())
                .toList();
    }

    private void person(People list, XmlElement person) {
        if (person.name().startsWith("collab") || person.name().equals("anonymous")) {
            String name = person.text();
            reference.organization(list, name == null ? "Anonymous" : name);
            person.markPlaced();
            return;
        }
        XmlElement name = person.name().equals("name-alternatives") ? JatsNames.mainForm(person.parent()) : person;
        boolean isInOnePiece = name.elements("surname", "given-names").isEmpty();
        SourceName said = isInOnePiece ? unstructuredName(name) : JatsNames.person(name);
        if (said.kind() == SourceName.Kind.ORGANIZATION) {
            reference.organization(list, said.words());
            return;
        }
        // References have no field for a name suffix, so append the printed suffix to the given name.
        String given = said.suffix() == null
                ? said.given()
                : (said.given() == null ? "" : said.given() + ", ") + said.suffix();
        reference.person(list, said.family(), given);
    }

    /**
     * Reads a personal name without separate elements, for example {@code A. B. Marsh}. If a string may contain several
     * names, the whole string is imported as the family name.
     */
    private static SourceName unstructuredName(XmlElement name) {
        String text = name.take();
        boolean mayBeOne = text != null
                && text.length() <= MAX_NAME_LENGTH
                && !text.contains(" and ")
                && !text.contains("&")
                && !text.contains(";");
        List<SourceName> names = mayBeOne ? SourceName.all(text) : List.of();
        boolean isOne = names.size() == 1
                && switch (names.get(0).kind()) {
                    case ORGANIZATION -> true;
                    // A name without punctuation can be a group name.
                    case PERSON -> text.indexOf('.') >= 0 || text.indexOf(',') >= 0;
                    default -> false;
                };
        return isOne ? names.get(0) : SourceName.person(text, null, null);
    }

    /**
     * Reads the titles of a citation. If there is no title, the {@code source} element is the title of the cited work,
     * unless it names a journal.
     */
    private void titles() {
        List<XmlElement> titles = citation.elements(TITLES);
        XmlElement title = titles.isEmpty() ? citation.at("part-title") : titles.get(0);
        XmlElement source = citation.at("source");
        boolean isContainer = !title.isNone() || isJournal();
        reference.title(isContainer ? title.take() : source.text());
        if (isContainer) {
            reference.containerTitle(source.text());
        }
        source.markPlaced();
    }

    private boolean isJournal() {
        String type = statedType();
        return type.contains("journal")
                || type.isEmpty() && !citation.at("volume").isNone();
    }

    /**
     * Reads an element of the citation into a field of the reference.
     *
     * @param present current value of the field, which is not replaced unless it is null
     */
    private void part(String name, String present, Consumer<String> set) {
        if (present == null) {
            set.accept(citation.at(name).take());
        }
    }

    private void pageRange() {
        XmlElement range = citation.at("page-range");
        String text = range.text();
        if (text != null && reference.firstPage() == null) {
            String[] ends = text.split("\\s*[-\u2010-\u2015]\\s*", 2);
            reference.firstPage(ends[0]);
            reference.lastPage(ends.length < 2 ? null : ends[1]);
            range.markPlaced();
        } else if (text != null && text.startsWith(reference.firstPage()) && !text.contains(",")) {
            range.markPlaced();
        }
    }

    /** Reads the issue number of a cited work. A supplement is appended to the issue number or replaces it. */
    private void issue() {
        String issue = citation.at("issue").take();
        String supplement = citation.at("supplement").take();
        reference.issue(
                issue == null || supplement == null ? (issue == null ? supplement : issue) : issue + " " + supplement);
    }

    private void dates() {
        XmlElement date = citation.at("date").isNone() ? citation.at("string-date") : citation.at("date");
        boolean isParted = !date.elements("year", "month", "day", "season").isEmpty();
        XmlElement around = citation.at("year").isNone() && isParted ? date : citation;
        reference.year(around.at("year").take());
        reference.season(around.at("season").take());
        reference.month(around.at("month").take());
        reference.day(around.at("day").take());
        if (reference.year() == null && !isParted) {
            reference.year(date.take());
        }
        for (XmlElement cited : citation.elements("date-in-citation", "access-date")) {
            String type = cited.attribute("content-type");
            boolean isAccess =
                    type == null || type.toLowerCase(Locale.ROOT).matches(".*acc?ess.*|.*visited.*|.*viewed.*");
            if (isAccess && !reference.hasAccessed()) {
                reference.accessed(day(cited));
                cited.markPlaced();
            }
        }
    }

    /** Returns a date in the form {@code 2024-05-01} from its child elements or its attribute, otherwise as printed. */
    private static String day(XmlElement date) {
        StringBuilder parts = new StringBuilder();
        for (String part : List.of("year", "month", "day")) {
            String text = date.at(part).text();
            if (text != null) {
                parts.append(parts.isEmpty() ? "" : "-").append(text.length() == 1 ? "0" + text : text);
            }
        }
        for (String said : new String[] {parts.toString(), date.attribute("iso-8601-date")}) {
            try {
                if (said != null && !said.isEmpty()) {
                    return PartialDate.parse(said).value();
                }
            } catch (InvalidValueException e) {
                // The text is not a valid date, so try the next source.
            }
        }
        return date.text();
    }

    private String statedType() {
        for (String name : List.of("publication-type", "citation-type")) {
            if (citation.attribute(name) != null) {
                return SourceText.term(citation.attribute(name));
            }
        }
        return "";
    }

    /**
     * Sets the type of the cited work. A cited part of a book has the type "chapter". The type "other" adds no
     * information and is not set.
     */
    private void type() {
        boolean isPart = reference.hasTitle() && reference.hasContainerTitle();
        boolean isOfVolume = reference.hasContainerTitle() && reference.volume() != null;
        String type =
                switch (statedType()) {
                    case "" -> isOfVolume ? "journal" : "other";
                    case "article-journal" -> "journal";
                    case "confproc", "conference", "paper-conference", "conf-proc", "conference-paper" -> "conference";
                    case "webpage", "web", "website" -> "web";
                    case "book", "chapter", "book-chapter" -> isPart ? "chapter" : "book";
                    default -> statedType();
                };
        if (!type.equals("other") || isOfVolume) {
            reference.type(type);
        }
    }
}
