package org.offprint.journal.publishing.typesetting;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.ArticleView.SectionRef;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.journal.publishing.typesetting.TypesettingSources.AffiliationSource;
import org.offprint.journal.publishing.typesetting.TypesettingSources.IssueSource;
import org.offprint.journal.publishing.typesetting.TypesettingSources.JournalSource;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.platform.files.FileAddress;

/**
 * Creates self-contained articles for readers and editors, with resolved journal, issue, section, affiliations and
 * relations.
 */
@ApplicationScoped
public class Typesetting {

    private final TypesettingSources sources;
    private final TypesetRelations relations;

    Typesetting(TypesettingSources sources, TypesetRelations relations) {
        this.sources = sources;
        this.relations = relations;
    }

    /** Returns the editors' view of an article's working copy. */
    public ArticleView forEditors(Article article) {
        return forEditors(List.of(article)).get(0);
    }

    /**
     * Typesets several articles for editors, in order. The number of SQL statements does not depend on the number of
     * articles.
     */
    public List<ArticleView> forEditors(List<Article> articles) {
        List<Manuscript> manuscripts =
                articles.stream().map(Manuscript::ofWorkingCopy).toList();
        TypesettingSources.SourceSet read = sources.read(manuscripts);
        TypesetRelations.RelationSet related = relations.read(manuscripts);
        List<ArticleView> views = new ArrayList<>();
        for (int i = 0; i < articles.size(); i++) {
            Manuscript manuscript = manuscripts.get(i);
            IssueRef issue = manuscript.issue() == null
                    ? null
                    : IssueRef.of(
                            manuscript.issue(),
                            read.issues().get(manuscript.issue()).body());
            List<ArticleFile> files = filesForEditors(manuscript);
            views.add(forEditors(
                    articles.get(i), typeset(manuscript, read, related.forEditors(manuscript), files, issue)));
        }
        return views;
    }

    /**
     * Returns the working copy as readers would see it if it were published now. The preview contains the publication
     * date and licence terms that the publication would set, but no version number.
     *
     * @param self URL path at which the preview is read
     */
    public ArticleView forPreview(Article article, String self, Instant now) {
        Manuscript draft = Manuscript.ofWorkingCopy(article);
        TypesettingSources.SourceSet read = sources.read(List.of(draft));
        PartialDate planned = article.schedule == null ? null : article.schedule.publishedOn();
        JournalBody journal = read.journals().get(article.journal).body();
        Manuscript printed = draft.printed(PublicationDefaults.on(article.body, planned, journal, now));
        ArticleView view = forReaders(printed, read, relations.read(List.of(printed)));
        return view.updatedAt(article.updatedAt).at(self);
    }

    /**
     * Returns the typeset articles for readers, keyed by id. The sources of the articles remain locked until the
     * transaction ends.
     */
    Map<UUID, ArticleView> forReaders(
            Collection<Manuscript> manuscripts, TypesetRelations.RelationSet related, Instant now) {
        return forReaders(manuscripts, related, sources.readLocked(manuscripts), now);
    }

    /** Typesets articles for readers, using sources that have already been read. */
    Map<UUID, ArticleView> forReaders(
            Collection<Manuscript> manuscripts,
            TypesetRelations.RelationSet related,
            TypesettingSources.SourceSet read,
            Instant now) {
        Map<UUID, ArticleView> views = new LinkedHashMap<>();
        for (Manuscript manuscript : manuscripts) {
            views.put(manuscript.id(), forReaders(manuscript, read, related).updatedAt(now));
        }
        return views;
    }

    /** @param issue issue as displayed in the article; null for none */
    private static ArticleView typeset(
            Manuscript manuscript,
            TypesettingSources.SourceSet read,
            List<Relation> relations,
            List<ArticleFile> files,
            IssueRef issue) {
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
                issue,
                section(manuscript.section(), journal),
                manuscript.issue() == null || isLinked(issue) ? manuscript.position() : null,
                manuscript.body().with(contributors, relations).withFiles(files),
                affiliations.list(),
                manuscript.confirmedOrcids(),
                manuscript.retractedReferences(),
                manuscript.retraction(),
                null,
                null,
                null,
                manuscript.publishedAt(),
                links(manuscript, journal, issue));
    }

    /** Returns the files in the editors' view. The URLs of stored files refer to the working copy. */
    private static List<ArticleFile> filesForEditors(Manuscript manuscript) {
        return manuscript.body().files().stream()
                .map(file -> file.isStored() ? file.at(FileAddress.of(manuscript.id(), file.name())) : file)
                .toList();
    }

    /**
     * Returns the files that readers see in addition to the full text. The URLs of stored files refer to the published
     * version and never change.
     */
    private static List<ArticleFile> filesForReaders(Manuscript manuscript) {
        return manuscript.body().files().stream()
                .filter(file -> !file.isStored() || !file.role().isPartOfText())
                .map(file -> file.isStored() && manuscript.version() != null
                        ? file.at(FileAddress.of(manuscript.id(), manuscript.version(), file.name()))
                        : file)
                .toList();
    }

    private static SectionRef section(UUID id, JournalSource journal) {
        return journal.body().sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .map(section -> new SectionRef(section.id(), section.title()))
                .orElse(null);
    }

    private static Map<String, String> links(Manuscript manuscript, JournalSource journal, IssueRef issue) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = "/v1/articles/" + manuscript.id();
        links.put("self", self);
        links.put("journal", "/v1/journals/" + manuscript.journal());
        if (isLinked(issue)) {
            links.put("issue", "/v1/issues/" + issue.id());
            links.put("contents", "/v1/issues/" + issue.id() + "/contents");
        }
        if (manuscript.version() != null) {
            links.put("versions", self + "/versions");
        }
        links.put("landingPage", LandingPage.of(journal.body().articleUrl(), manuscript));
        return links;
    }

    private static boolean isLinked(IssueRef issue) {
        return issue != null && issue.id() != null;
    }

    /**
     * Returns the article's issue as displayed to readers. For an unpublished issue, returns the announced volume and
     * number, or null if the journal does not announce unpublished issues.
     */
    private static IssueRef issueForReaders(Manuscript manuscript, TypesettingSources.SourceSet read) {
        if (manuscript.issue() == null) {
            return null;
        }
        IssueSource issue = read.issues().get(manuscript.issue());
        if (issue.isPublished()) {
            return IssueRef.of(manuscript.issue(), issue.body());
        }
        JournalBody journal = read.journals().get(manuscript.journal()).body();
        return journal.announcesUnpublished() ? IssueRef.announced(issue.body()) : null;
    }

    /**
     * Returns the article for readers, without email addresses and unpublished data. Merged affiliations are replaced
     * by the affiliations into which they were merged.
     */
    private static ArticleView forReaders(
            Manuscript manuscript, TypesettingSources.SourceSet read, TypesetRelations.RelationSet related) {
        ArticleView view = typeset(
                manuscript,
                read,
                related.forReaders(manuscript),
                filesForReaders(manuscript),
                issueForReaders(manuscript, read));
        List<Contributor> contributors = view.body().contributors().stream()
                .map(contributor -> contributor
                        .withoutEmail()
                        .withAffiliations(contributor.affiliations().stream()
                                .map(read::resolved)
                                .toList()))
                .toList();
        return view.withBody(view.body()
                .with(contributors, view.body().relations())
                .withFiles(filesForReaders(manuscript))
                .withoutEmails());
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
                set.confirmedOrcids(),
                set.retractedReferences(),
                set.retraction(),
                article.withdrawal,
                article.createdAt,
                article.updatedAt,
                set.publishedAt(),
                links);
    }

    /** Resolves the URL of an article's landing page, either on the journal's own site or in this service. */
    private static final class LandingPage {

        private LandingPage() {}

        /**
         * Returns the complete URL of the landing page from the journal's URL template. Returns a path of this service
         * if the journal has no template, or if the template requires a DOI that the article does not have.
         */
        static String of(String template, Manuscript manuscript) {
            boolean wantsDoi = template != null && template.contains("{doi}");
            if (template == null || wantsDoi && manuscript.body().doi() == null) {
                return "/articles/" + manuscript.slug();
            }
            String page = template.replace("{slug}", manuscript.slug())
                    .replace("{id}", manuscript.id().toString());
            return wantsDoi
                    ? page.replace("{doi}", encoded(manuscript.body().doi().value()))
                    : page;
        }

        /**
         * Percent-encodes a DOI for use in a path. Slashes are not encoded, because they are allowed in a path (RFC
         * 3986, section 3.3).
         */
        private static String encoded(String doi) {
            return URLEncoder.encode(doi, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%2F", "/");
        }
    }

    /**
     * Affiliations of an article, in the order in which its contributors name them. Each affiliation is listed once,
     * with its printed number.
     */
    private static final class NumberedAffiliations {

        private final TypesettingSources.SourceSet sources;
        private final Map<String, AffiliationRef> numbered = new LinkedHashMap<>();

        NumberedAffiliations(TypesettingSources.SourceSet sources) {
            this.sources = sources;
        }

        /** Returns a copy of the contributor with numbered affiliations. */
        Contributor number(Contributor contributor) {
            List<AffiliationMention> mentions = new ArrayList<>();
            for (AffiliationMention mention : contributor.affiliations()) {
                AffiliationSource source =
                        mention.id() == null ? null : sources.affiliations().get(mention.id());
                String key =
                        source == null ? "text " + mention.text() : source.id().toString();
                AffiliationRef affiliation =
                        numbered.computeIfAbsent(key, absent -> resolve(mention, source, numbered.size() + 1));
                mentions.add(mention.labelled(affiliation.label()));
            }
            return contributor.withAffiliations(mentions);
        }

        /** Returns all affiliations named so far, in numerical order. */
        List<AffiliationRef> list() {
            return List.copyOf(numbered.values());
        }

        private static AffiliationRef resolve(AffiliationMention mention, AffiliationSource source, int number) {
            String label = Integer.toString(number);
            return source == null
                    ? AffiliationRef.ofText(mention.text(), label)
                    : AffiliationRef.of(source.id(), source.body(), label);
        }
    }
}
