package org.offprint.journal.confirmations;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.Publishing;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.SignedTokens;

/**
 * Confirmations of contributors' ORCID iDs. An editor creates a confirmation link for one contributor of an article,
 * identified by iD and name. The contributor opens the link and confirms the iD by signing in at ORCID. Confirmation
 * links are signed, are not stored, expire after 30 days, and can be used only once.
 */
@ApplicationScoped
public class OrcidConfirmations {

    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final int MAX_TOKEN_LENGTH = 1_000;

    private final SignedTokens tokens;
    private final Publishing publishing;
    private final Writes writes;
    private final Sql sql;
    private final Audit audit;

    OrcidConfirmations(Secrets secrets, Publishing publishing, Writes writes, Sql sql, Audit audit) {
        tokens = new SignedTokens(secrets::previewKeys);
        this.publishing = publishing;
        this.writes = writes;
        this.sql = sql;
        this.audit = audit;
    }

    /** Confirmation of an ORCID iD by its owner, with the name of the contributor at the time of the confirmation. */
    public record Confirmation(Orcid orcid, String name, Instant confirmedAt) {}

    /** Confirmation link and its token, which is the last segment of the link URL. */
    public record Signed(ConfirmationLink link, String token) {}

    /**
     * Creates a confirmation link for the contributor with the given iD. Returns empty if the working copy has no such
     * contributor.
     */
    public Optional<Signed> sign(Article article, Orcid orcid, Instant now) {
        return contributor(article, orcid).map(contributor -> {
            ConfirmationLink link = new ConfirmationLink(
                    Ids.next(),
                    article.id,
                    orcid,
                    name(contributor),
                    now.plus(VALIDITY).truncatedTo(ChronoUnit.SECONDS));
            return new Signed(link, tokens.sign(link.payload()));
        });
    }

    /**
     * Verifies the token of a confirmation link and returns the link.
     *
     * @throws ProblemException 404 if the link was not created by this service; 410 if the link has expired or was
     *     used, or if its article or contributor has changed
     */
    public ConfirmationLink open(String token) {
        ConfirmationLink link = (token.length() > MAX_TOKEN_LENGTH ? Optional.<byte[]>empty() : tokens.open(token))
                .flatMap(ConfirmationLink::read)
                .orElseThrow(() -> Problems.of(
                        404,
                        "not-found",
                        "Not found",
                        "This confirmation link is invalid. Check that the address is complete."));
        if (!Instant.now().isBefore(link.expiresAt())) {
            throw linkGone("The confirmation link expired at " + link.expiresAt() + ".");
        }
        if (isUsed(link)) {
            throw linkGone("The confirmation link was already used.");
        }
        requireContributor(Article.findByIdOptional(link.article()), link);
        return link;
    }

    /**
     * Records that the owner of an ORCID iD has confirmed it, and shows the confirmation in the published article.
     *
     * @throws ProblemException 410 if the link is no longer valid
     */
    public void confirm(ConfirmationLink link) {
        writes.runForClient(write -> {
            Article article = Article.lock(link.article().toString());
            requireContributor(Optional.of(article), link);
            int stored = sql.update(
                    "insert into contributor_confirmation (link, article, orcid, name, confirmed_at)"
                            + " values (?, ?, ?, ?, ?) on conflict (link) do nothing",
                    link.id(),
                    article.id,
                    link.orcid().bare(),
                    link.name(),
                    write.now());
            if (stored == 0) {
                throw linkGone("The confirmation link was already used.");
            }
            audit.record(
                    Actor.ANONYMOUS,
                    "contributor.confirmed",
                    AuditedObject.of("article", article.id, null),
                    null,
                    link.id());
            publishing.show(List.of(article), "updated", write);
            return null;
        });
    }

    /** Returns the ORCID iD confirmations of an article, oldest first. */
    public List<Confirmation> of(UUID article) {
        return sql.list(
                "select orcid, name, confirmed_at from contributor_confirmation where article = ?"
                        + " order by confirmed_at, link limit 1000",
                row -> new Confirmation(
                        Orcid.parse(row.getString("orcid")), row.getString("name"), Sql.instant(row, "confirmed_at")),
                article);
    }

    private boolean isUsed(ConfirmationLink link) {
        return !sql.list("select from contributor_confirmation where link = ?", row -> true, link.id())
                .isEmpty();
    }

    private static void requireContributor(Optional<Article> article, ConfirmationLink link) {
        boolean isThere = article.flatMap(found -> contributor(found, link.orcid()))
                .filter(contributor -> name(contributor).equals(link.name()))
                .isPresent();
        if (!isThere) {
            throw linkGone(
                    "The article no longer lists this contributor with this ORCID iD. Ask an editor of the journal for a"
                            + " new link.");
        }
    }

    private static Optional<Contributor> contributor(Article article, Orcid orcid) {
        return article.body.contributors().stream()
                .filter(contributor -> orcid.equals(contributor.orcid()))
                .filter(contributor ->
                        name(contributor).getBytes(StandardCharsets.UTF_8).length <= ConfirmationLink.MAX_NAME_BYTES)
                .findFirst();
    }

    private static String name(Contributor contributor) {
        return String.valueOf(contributor.displayName());
    }

    private static ProblemException linkGone(String detail) {
        return Problems.of(410, "gone", "The link is no longer valid", detail).withHeader("Cache-Control", "no-store");
    }
}
