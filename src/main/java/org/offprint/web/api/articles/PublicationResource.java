package org.offprint.web.api.articles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.RetractionInput;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.articles.notices.WithdrawalInput;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.journal.publishing.Publishing;
import org.offprint.journal.publishing.Withdrawals;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** REST resource that publishes, schedules, withdraws and retracts articles. */
@Path("/v1/articles/{id}")
@Tag(name = "Publishing")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class PublicationResource {

    private final ArticleWrites edits;
    private final ClientWrites writes;
    private final Publishing publishing;
    private final Withdrawals withdrawals;
    private final Caller caller;
    private final Audit audit;

    PublicationResource(
            ArticleWrites edits,
            ClientWrites writes,
            Publishing publishing,
            Withdrawals withdrawals,
            Caller caller,
            Audit audit) {
        this.edits = edits;
        this.writes = writes;
        this.publishing = publishing;
        this.withdrawals = withdrawals;
        this.caller = caller;
        this.audit = audit;
    }

    @PUT
    @Path("publication")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "publishArticle",
            summary = "Publish or schedule an article",
            description = "Publishes the working copy as the next version. If `at` is set, the publication is"
                    + " scheduled, and the working copy as stored at that time is published. If neither the"
                    + " content nor the printed date has changed since the newest version, no version is"
                    + " published. Returns 409 if the article is withdrawn. Returns 422 with all findings if"
                    + " the article cannot be published.")
    public Reply<ArticleView> publishArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<PublicationInput> body) {
        return writes.answer(
                request,
                body,
                write -> edits.act(
                        id.text(),
                        request,
                        body,
                        "The publication",
                        (article, input) -> publishing.publish(article, input, caller.asEditor(), write)));
    }

    @DELETE
    @Path("publication")
    @Operation(
            operationId = "cancelArticleSchedule",
            summary = "Cancel a scheduled publication",
            description = "Cancels the scheduled publication of the article. Published versions remain public."
                    + " Returns 409 if the article is not scheduled.")
    public Reply<ArticleView> cancelArticleSchedule(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> edits.act(
                        id.text(), request, article -> publishing.cancelSchedule(article, caller.asEditor(), write)));
    }

    @PUT
    @Path("withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawArticle",
            summary = "Withdraw an article",
            description = "Withdraws a published article. Reads return 410 with the reason, and harvesters receive"
                    + " a deletion. To keep the article readable, retract the article instead.")
    public Reply<ArticleView> withdrawArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<WithdrawalInput> body) {
        return writes.answer(
                request,
                body,
                write -> edits.act(
                        id.text(),
                        request,
                        body,
                        "The withdrawal",
                        (article, input) -> audited(
                                "article.withdrawn",
                                article,
                                () -> withdrawals.withdraw(article, input, caller.asEditor(), write))));
    }

    @DELETE
    @Path("withdrawal")
    @Operation(
            operationId = "reinstateArticle",
            summary = "Reinstate a withdrawn article",
            description = "Publishes the newest version of a withdrawn article again.")
    public Reply<ArticleView> reinstateArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> edits.act(
                        id.text(),
                        request,
                        article -> audited(
                                "article.reinstated",
                                article,
                                () -> withdrawals.reinstate(article, caller.asEditor(), write))));
    }

    @PUT
    @Path("retraction")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retractArticle",
            summary = "Retract an article",
            description = "Adds a retraction notice to all versions and export formats of the article. The article"
                    + " remains readable.")
    public Reply<ArticleView> retractArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<RetractionInput> body) {
        return writes.answer(
                request,
                body,
                write -> edits.act(
                        id.text(),
                        request,
                        body,
                        "The retraction",
                        (article, input) -> audited(
                                "article.retracted",
                                article,
                                () -> withdrawals.retract(article, input.retraction(), caller.asEditor(), write))));
    }

    @DELETE
    @Path("retraction")
    @Operation(
            operationId = "liftRetraction",
            summary = "Remove the retraction of an article",
            description = "Removes the retraction notice from all versions of the article.")
    public Reply<ArticleView> liftRetraction(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> edits.act(
                        id.text(),
                        request,
                        article -> audited(
                                "article.retraction-lifted",
                                article,
                                () -> withdrawals.lift(article, caller.asEditor(), write))));
    }

    /** State of an article, whose hash the audit trail records before and after each change. */
    private record AuditedState(ArticleStatus status, Withdrawal withdrawal, Retraction retraction) {

        static AuditedState of(Article article) {
            return new AuditedState(article.status, article.withdrawal, article.retraction);
        }
    }

    private void audited(String action, Article article, Runnable work) {
        AuditedState before = AuditedState.of(article);
        work.run();
        audit.record(
                caller.asActor(),
                action,
                AuditedObject.of("article", article.id, null),
                before,
                AuditedState.of(article));
    }
}
