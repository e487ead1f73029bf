package org.offprint.web.site.journals;

import io.quarkus.qute.RawString;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.offprint.web.site.pages.SitePage;
import org.offprint.web.site.records.PublishedJournals.PublishedJournal;
import org.offprint.web.site.theme.StaticPage;
import org.offprint.web.site.theme.Theme;

/** Creates the static pages provided by the site theme. */
@ApplicationScoped
class StaticPages {

    private final Theme theme;

    StaticPages(Theme theme) {
        this.theme = theme;
    }

    /**
     * Creates a static page of the whole site or of a journal.
     *
     * @param journal journal of the page; null for the whole site
     * @param language requested language; empty if none was requested
     * @return page, or empty if the theme has no page with the given name
     */
    Optional<SitePage> find(PublishedJournal journal, String name, String language) {
        return theme.files()
                .page(journal == null ? "" : journal.slug(), name, language)
                .map(page -> made(journal, page));
    }

    private SitePage made(PublishedJournal journal, StaticPage page) {
        String own = journal == null
                ? theme.files().property("", "language")
                : journal.body().language().value();
        String language = page.language().isEmpty() ? own : page.language();
        SitePage made = SitePage.of("static.html")
                .with("heading", page.title())
                .with("html", new RawString(page.html()))
                .with("textLanguage", language.isEmpty() ? "en" : language)
                .with("journal", journal)
                .titled(page.title())
                .in(language.isEmpty() ? null : language)
                .showing(List.of());
        return journal == null ? made : made.of(journal.ref());
    }
}
