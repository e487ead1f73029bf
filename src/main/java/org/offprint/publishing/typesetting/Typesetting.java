package org.offprint.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.articles.Article;
import org.offprint.articles.ArticleView;
import org.offprint.articles.ArticleView.SectionRef;
import org.offprint.identifiers.PartialDate;
import org.offprint.issues.IssueRef;
import org.offprint.journals.JournalRef;
import org.offprint.publishing.typesetting.TypesettingSources.JournalSource;
import org.offprint.record.JournalBody;
import org.offprint.record.contributors.Contributor;

/** Makes self-contained articles of manuscripts: resolves journal, issue, section, affiliations and relations. */
@ApplicationScoped
public class Typesetting {

    private final TypesettingSources sources;
    private final TypesetRelations relations;

    Typesetting(TypesettingSources sources, TypesetRelations relations) {
        this.sources = sources;
        this.relations = relations;
    }

    /** The working copy as its editors read it. */
    public ArticleView forEditors(Article article) {
        return forEditors(List.of(article)).get(0);
    }

    /** Typesets several for editors, in their order; the number of statements does not depend on how many they are. */
    public List<ArticleView> forEditors(List<Article> articles) {
        List<Manuscript> manuscripts =
                articles.stream().map(Manuscript::ofWorkingCopy).toList();
        TypesettingSources.Read read = sources.read(manuscripts);
        TypesetRelations.Read related = relations.read(manuscripts);
        List<ArticleView> views = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            views.add(forEditors(articles.get(i), set(manuscripts.get(i), read, related)));
        }
        return views;
    }

    /**
     * The working copy as readers would get it were it published now: with the date and the terms it would get, under the
     * number of no version.
     *
     * @param self where it is read meanwhile
     */
    public ArticleView forPreview(Article article, String self, Instant now) {
        Manuscript draft = Manuscript.ofWorkingCopy(article);
        TypesettingSources.Read read = sources.read(List.of(draft));
        PartialDate planned = article.schedule == null ? null : article.schedule.publishedOn();
        JournalBody journal = read.journals().get(article.journal).body();
        Manuscript printed = draft.printed(PublicationDefaults.on(article.body, planned, journal, now));
        ArticleView view = forReaders(set(printed, read, relations.read(List.of(printed))), read);
        return view.updatedAt(article.updatedAt).at(self);
    }

    /** The articles as readers get them, by id; their sources stay locked until the transaction ends. */
    Map<UUID, ArticleView> forReaders(Collection<Manuscript> manuscripts, TypesetRelations.Read related, Instant now) {
        return forReaders(manuscripts, related, sources.readLocked(manuscripts), now);
    }

    /** Typesets manuscripts for readers with sources that are read already. */
    Map<UUID, ArticleView> forReaders(
            Collection<Manuscript> manuscripts,
            TypesetRelations.Read related,
            TypesettingSources.Read read,
            Instant now) {
        Map<UUID, ArticleView> views = new LinkedHashMap<>();
        for (Manuscript manuscript : manuscripts) {
            views.put(
                    manuscript.id(),
                    forReaders(set(manuscript, read, related), read).updatedAt(now));
        }
        return views;
    }

    private static ArticleView set(Manuscript manuscript, TypesettingSources.Read read, TypesetRelations.Read related) {
        JournalSource journal = read.journals().get(manuscript.journal());
        NumberedAffiliations affiliations = new NumberedAffiliations(read);
        List<Contributor> contributors = manuscript.body().contributors().stream()
                .map(affiliations::number)
                .toList();
        return new ArticleView(
                manuscript.id(),
                manuscript.slug(),
                null,
                null,
                manuscript.version(),
                null,
                null,
                null,
                JournalRef.of(manuscript.journal(), journal.slug(), journal.body()),
                manuscript.issue() == null
                        ? null
                        : IssueRef.of(manuscript.issue(), read.issues().get(manuscript.issue())),
                section(manuscript.section(), journal),
                manuscript.position(),
                manuscript.body().with(contributors, related.of(manuscript)),
                affiliations.list(),
                manuscript.retraction(),
                null,
                null,
                null,
                manuscript.publishedAt(),
                links(manuscript, journal));
    }

    private static SectionRef section(UUID id, JournalSource journal) {
        return journal.body().sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .map(section -> new SectionRef(section.id(), section.title()))
                .orElse(null);
    }

    private static Map<String, String> links(Manuscript manuscript, JournalSource journal) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = "/v1/articles/" + manuscript.id();
        links.put("self", self);
        links.put("journal", "/v1/journals/" + manuscript.journal());
        if (manuscript.issue() != null) {
            links.put("issue", "/v1/issues/" + manuscript.issue());
            links.put("contents", "/v1/issues/" + manuscript.issue() + "/contents");
        }
        if (manuscript.version() != null) {
            links.put("versions", self + "/versions");
        }
        links.put("landingPage", LandingPage.of(journal.body().articleUrl(), manuscript));
        return links;
    }

    /** Returns the view without e-mail addresses, with survivors in place of merged affiliations. */
    private static ArticleView forReaders(ArticleView view, TypesettingSources.Read read) {
        List<Contributor> contributors = view.body().contributors().stream()
                .map(contributor -> contributor
                        .withoutEmail()
                        .withAffiliations(contributor.affiliations().stream()
                                .map(read::resolved)
                                .toList()))
                .toList();
        return view.withBody(
                view.body().with(contributors, view.body().relations()).withoutEmails());
    }

    private static ArticleView forEditors(Article article, ArticleView set) {
        Map<String, String> links = new LinkedHashMap<>(set.links());
        links.put("publication", "/v1/articles/" + article.id + "/publication");
        links.put("history", "/v1/articles/" + article.id + "/history");
        return new ArticleView(
                set.id(),
                set.slug(),
                article.publicState(),
                article.revision,
                set.version(),
                article.hasUnpublishedChanges,
                article.scheduledAt,
                article.scheduleProblem,
                set.journal(),
                set.issue(),
                set.section(),
                set.position(),
                set.body(),
                set.affiliations(),
                set.retraction(),
                article.withdrawal,
                article.createdAt,
                article.updatedAt,
                set.publishedAt(),
                links);
    }
}
