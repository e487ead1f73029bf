package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Retraction.Notice;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.publishing.PriorPublication;
import org.offprint.journal.publishing.Withdrawals;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Editor;

/** Marks existing articles as retracted or withdrawn, as stated in their imported records. */
@ApplicationScoped
class RetractionImport {

    private final Withdrawals withdrawals;

    RetractionImport(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    /** Marks a locked, published article with the retraction or withdrawal that is stated in its imported record. */
    void set(Article article, PriorPublication prior, Editor editor, WriteContext write) {
        boolean isMarked = prior.retraction() == null || prior.retraction().equals(article.retraction);
        if (!isMarked && article.status == ArticleStatus.PUBLISHED) {
            withdrawals.retract(article, prior.retraction(), editor, write);
        }
        Withdrawal tombstone = prior.withdrawal();
        if (tombstone != null && article.status == ArticleStatus.PUBLISHED) {
            withdrawals.withdraw(
                    article, new WithdrawalInput(tombstone.reason(), tombstone.replacedBy(), null), editor, write);
        }
    }

    /**
     * Sets the article of a retraction notice, or the article that replaces a withdrawn article.
     *
     * @return whether the article exists and is set
     */
    boolean complete(
            UUID id, String member, JsonNode named, ResolvedReferences resolved, Editor editor, WriteContext write) {
        UUID target = BatchReferences.idOf(named);
        Article article = Article.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (article == null || target == null || !resolved.isPublishedArticle(target)) {
            return false;
        }
        if (member.equals(PriorPublicationImport.NOTICE)
                && article.retraction != null
                && article.status == ArticleStatus.PUBLISHED) {
            Retraction present = article.retraction;
            Doi doi = present.notice() == null ? null : present.notice().doi();
            Notice notice = new Notice(target, doi);
            withdrawals.retract(
                    article, new Retraction(present.kind(), present.reason(), present.date(), notice), editor, write);
            return true;
        }
        if (member.equals(PriorPublicationImport.REPLACED_BY) && article.withdrawal != null) {
            withdrawals.replace(article, target, editor, write);
            return true;
        }
        return false;
    }
}
