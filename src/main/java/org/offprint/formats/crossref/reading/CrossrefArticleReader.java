package org.offprint.formats.crossref.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.TextsDraft;
import org.offprint.formats.jats.texts.JatsAbstractReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;

/** Reads one work of a Crossref deposit together with its journal and issue. */
final class CrossrefArticleReader {

    private static final Set<String> WHOLE =
            Set.of("citation", "person_name", "archive", "component", "assertion", "related_item", "institution");

    private final XmlElement article;
    private final XmlElement journal;
    private final XmlElement issue;
    private final ArticleDraft draft = new ArticleDraft();

    CrossrefArticleReader(XmlElement article, XmlElement journal, XmlElement issue) {
        this.article = article;
        this.journal = journal;
        this.issue = issue;
    }

    /**
     * Reads a work of a Crossref deposit.
     *
     * @param around elements of the conference or book, reported with its first work; empty for later works
     */
    ImportRecord read(List<XmlElement> around) {
        draft.type(type());
        language();
        XmlElement data = article.at("doi_data");
        draft.doi(draft.parsed(data.at("doi").take(), Doi::parse, "doi_data/doi"));
        titles(article.at("titles"));
        abstracts();
        CrossrefDateReader.read(article, draft);
        CrossrefPlacementReader.read(article, journal, issue, draft);
        CrossrefContributorsReader.read(article, draft);
        CrossrefProgramsReader.read(article, draft);
        CrossrefCitationsReader.read(article.at("citation_list"), draft);
        UnplacedContent leftovers = new UnplacedContent(WHOLE, draft::unplaced);
        around.forEach(leftovers::of);
        leftovers.of(article);
        return draft.record(article.line());
    }

    /** Returns the article type of a deposited work. A work that updates only its own DOI is not a notice. */
    private String type() {
        String own = String.valueOf(article.at("doi_data", "doi").text()).strip();
        for (XmlElement update : article.descendants("update")) {
            String notice = CrossrefTerms.notice(String.valueOf(update.attribute("type")));
            if (notice != null
                    && !own.equalsIgnoreCase(String.valueOf(update.text()).strip())) {
                return notice;
            }
        }
        return switch (article.name()) {
            case "journal_article", "conference_paper" -> "research-article";
            case "peer_review" -> "peer-review";
            case "dissertation" -> "dissertation";
            default -> {
                draft.unplaced(article.name(), article.name());
                yield "other";
            }
        };
    }

    private void language() {
        for (XmlElement element : List.of(article, journal)) {
            String said = draft.value(element.attribute("language"), LanguageTag::parse, element.path("language"));
            if (said != null) {
                draft.language(said);
                return;
            }
        }
        draft.unplaced("language", "The source states no language, so English (en) was assumed.");
        draft.language("en");
    }

    private void titles(XmlElement titles) {
        draft.texts().title(JatsAbstractReader.title(titles.at("title"), draft), "titles/title");
        XmlElement original = titles.at("original_language_title");
        boolean isOriginals = false;
        for (XmlElement element : titles.elements()) {
            isOriginals |= element == original;
            // A subtitle after the original-language title belongs to that title.
            if (element.name().equals("subtitle")
                    && !isOriginals
                    && !draft.texts().hasSubtitle()) {
                draft.texts().subtitle(element.take());
            }
        }
        String language = draft.value(original.attribute("language"), LanguageTag::parse, original.path("language"));
        if (language != null && !language.equals(draft.language())) {
            TextsDraft translation = draft.translation(language);
            translation.title(JatsAbstractReader.title(original, draft), original.path());
            titles.elements("subtitle").stream()
                    .filter(subtitle -> !subtitle.isPlaced())
                    .findFirst()
                    .ifPresent(subtitle -> translation.subtitle(subtitle.take()));
        }
    }

    /** Reads the abstracts of a deposited work. Abstracts without a type are read first. */
    private void abstracts() {
        List<XmlElement> summaries = new ArrayList<>(article.elements("abstract"));
        summaries.sort(Comparator.comparing(summary -> summary.attribute("abstract-type") != null));
        for (XmlElement summary : summaries) {
            String said = draft.value(languageOf(summary), LanguageTag::parse, summary.path("xml:lang"));
            TextsDraft into = said == null ? draft.texts() : draft.textsIn(said);
            if (!into.hasSummary()) {
                JatsAbstractReader.place(summary, into, draft);
            } else {
                JatsAbstractReader.placeOther(summary, said, draft);
            }
        }
    }

    /**
     * Returns the language of an abstract, or null if no language is specified or the paragraphs are in different
     * languages. Some deposits specify the language for each paragraph instead of the abstract.
     */
    private static String languageOf(XmlElement summary) {
        if (summary.attribute("lang") != null) {
            return summary.attribute("lang");
        }
        List<String> said = summary.elements().stream()
                .map(part -> String.valueOf(part.attribute("lang")))
                .distinct()
                .toList();
        return said.size() == 1 && !said.get(0).equals("null") ? said.get(0) : null;
    }
}
