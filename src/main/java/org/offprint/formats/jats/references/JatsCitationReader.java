package org.offprint.formats.jats.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.jats.contributors.JatsNames;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;

/** The parts of one citation. What is placed is marked. */
final class JatsCitationReader {

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
        authors();
        titles();
        part("volume", reference.volume(), reference::volume);
        part("issue", reference.issue(), reference::issue);
        part("fpage", reference.firstPage(), reference::firstPage);
        part("elocation-id", reference.firstPage(), reference::firstPage);
        part("lpage", reference.lastPage(), reference::lastPage);
        pageRange();
        year();
        part("publisher-name", reference.publisher(), reference::publisher);
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
        if (person.name().startsWith("collab") || person.name().equals("anonymous")) {
            String name = person.text();
            reference.organization(name == null ? "Anonymous" : name);
            person.mark();
            return;
        }
        XmlElement name = person.name().equals("name-alternatives") ? JatsNames.in(person.parent()) : person;
        SourceName said = JatsNames.person(name);
        // A reference has no place for a suffix; with the given name it stands where it is printed.
        String given = said.suffix() == null
                ? said.given()
                : (said.given() == null ? "" : said.given() + ", ") + said.suffix();
        reference.author(said.family(), given);
    }

    /** A source without a title is itself what is cited, unless it is a journal. */
    private void titles() {
        List<XmlElement> titles = citation.elements(TITLES);
        XmlElement title = titles.isEmpty() ? citation.at("part-title") : titles.get(0);
        XmlElement source = citation.at("source");
        XmlElement container = source.isNone() ? citation.at("conf-name") : source;
        boolean isContainer = !title.isNone() || isJournal();
        reference.title(isContainer ? title.take() : container.text());
        if (isContainer) {
            reference.containerTitle(container.text());
        }
        container.mark();
    }

    private boolean isJournal() {
        String type = said();
        return type.contains("journal")
                || type.isEmpty() && !citation.at("volume").isNone();
    }

    /** @param present stays where it is not null */
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
            range.mark();
        } else if (text != null && text.startsWith(reference.firstPage()) && !text.contains(",")) {
            range.mark();
        }
    }

    private void year() {
        XmlElement year = citation.at("year");
        XmlElement date = citation.at("date").isNone() ? citation.at("string-date") : citation.at("date");
        if (!year.isNone()) {
            reference.year(year.take());
        } else if (!date.at("year").isNone()) {
            reference.year(date.at("year").take());
        } else {
            reference.year(date.take());
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
        boolean isPart = reference.hasTitle() && reference.hasContainerTitle();
        boolean isOfVolume = reference.hasContainerTitle() && reference.volume() != null;
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
            reference.type(type);
        }
    }
}
