package org.offprint.formats.jats.references;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.jats.contributors.JatsNames;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/** The parts of one citation. What is placed is marked. */
final class JatsCitationReader {

    private static final String[] TITLES = {"article-title", "chapter-title", "data-title"};

    private final XmlElement citation;
    private final ObjectNode reference;
    private final Draft draft;

    JatsCitationReader(XmlElement citation, ObjectNode reference, Draft draft) {
        this.citation = citation;
        this.reference = reference;
        this.draft = draft;
    }

    void read() {
        authors();
        titles();
        part("volume", "volume");
        part("issue", "issue");
        part("firstPage", "fpage");
        part("firstPage", "elocation-id");
        part("lastPage", "lpage");
        pageRange();
        year();
        part("publisher", "publisher-name");
        new JatsCitationIds(citation, reference, draft).read();
        type();
    }

    private void authors() {
        List<XmlElement> people = new ArrayList<>(people("author", "allauthors", null));
        if (people.isEmpty()) {
            people.addAll(citation.elements("name", "string-name", "collab", "collab-name"));
        }
        if (people.isEmpty()) {
            people.addAll(people("inventor"));
        }
        for (XmlElement person : people) {
            author(person);
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

    private void author(XmlElement person) {
        ObjectNode author = reference.withArray("/authors").addObject();
        if (person.name().startsWith("collab") || person.name().equals("anonymous")) {
            String name = person.text();
            Draft.put(author, "name", name == null ? "Anonymous" : name);
            person.mark();
            return;
        }
        XmlElement name = person.name().equals("name-alternatives") ? JatsNames.in(person.parent()) : person;
        JatsNames.person(name, author);
        if (author.has("suffix")) {
            // A reference has no place for it; with the given name it stands where it is printed.
            String given = author.path("given").asText("");
            author.put(
                    "given",
                    (given.isEmpty() ? "" : given + ", ")
                            + author.remove("suffix").textValue());
        }
        if (author.isEmpty()) {
            reference
                    .withArray("/authors")
                    .remove(reference.withArray("/authors").size() - 1);
        }
    }

    /** A source without a title is itself what is cited, unless it is a journal. */
    private void titles() {
        List<XmlElement> titles = citation.elements(TITLES);
        XmlElement title = titles.isEmpty() ? citation.at("part-title") : titles.get(0);
        XmlElement source = citation.at("source");
        XmlElement container = source.isNone() ? citation.at("conf-name") : source;
        boolean isContainer = !title.isNone() || isJournal();
        Draft.put(reference, "title", isContainer ? title.take() : container.text());
        if (isContainer) {
            Draft.put(reference, "containerTitle", container.text());
        }
        container.mark();
    }

    private boolean isJournal() {
        String type = said();
        return type.contains("journal")
                || type.isEmpty() && !citation.at("volume").isNone();
    }

    private void part(String member, String name) {
        XmlElement element = citation.at(name);
        if (!reference.has(member)) {
            Draft.put(reference, member, element.take());
        }
    }

    private void pageRange() {
        XmlElement range = citation.at("page-range");
        String text = range.text();
        if (text != null && !reference.has("firstPage")) {
            String[] ends = text.split("\\s*[-\u2010-\u2015]\\s*", 2);
            Draft.put(reference, "firstPage", ends[0]);
            Draft.put(reference, "lastPage", ends.length < 2 ? null : ends[1]);
            range.mark();
        } else if (text != null && text.startsWith(reference.get("firstPage").textValue()) && !text.contains(",")) {
            range.mark();
        }
    }

    private void year() {
        XmlElement year = citation.at("year");
        XmlElement date = citation.at("date").isNone() ? citation.at("string-date") : citation.at("date");
        if (!year.isNone()) {
            Draft.put(reference, "year", year.take());
        } else if (!date.at("year").isNone()) {
            Draft.put(reference, "year", date.at("year").take());
        } else {
            Draft.put(reference, "year", date.take());
        }
    }

    private String said() {
        for (String name : List.of("publication-type", "citation-type")) {
            if (citation.attribute(name) != null) {
                return SourceText.term(citation.attribute(name));
            }
        }
        return "";
    }

    /** Reads the type of the cited work; a part of a book is a chapter, and "other" says nothing. */
    private void type() {
        boolean isPart = reference.has("title") && reference.has("containerTitle");
        boolean isOfVolume = reference.has("containerTitle") && reference.has("volume");
        String type =
                switch (said()) {
                    case "" -> isOfVolume ? "journal" : "other";
                    case "article-journal" -> "journal";
                    case "confproc", "conference", "paper-conference", "conf-proc", "conference-paper" -> "conference";
                    case "webpage", "web", "website" -> "web";
                    case "book", "chapter", "book-chapter" -> isPart ? "chapter" : "book";
                    default -> said();
                };
        if (!type.equals("other") || isOfVolume) {
            reference.put("type", type);
        }
    }
}
