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
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** The publication, withdrawal and retraction of an article. */
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
            summary = "Publish an article, now or at a time",
            description = "The working copy becomes the next version and readers see it at once; with `at` they will"
                    + " see the newest saved working copy at that time. Where nothing has changed since the last"
                    + " version, nothing happens.")
    public Reply<ArticleView> publishArticle(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<PublicationInput> body) {
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
            summary = "Cancel the schedule of an article",
            description = "It will not appear at its time. Nothing that readers have is taken away.")
    public Reply<ArticleView> cancelArticleSchedule(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
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
            description =
                    "Readers get a tombstone with the reason (410), harvesters a deletion. To keep it readable and"
                            + " mark it instead, retract it.")
    public Reply<ArticleView> withdrawArticle(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<WithdrawalInput> body) {
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
            description = "Readers get its newest version back.")
    public Reply<ArticleView> reinstateArticle(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
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
            description = "It stays readable, with the retraction in every version and every format.")
    public Reply<ArticleView> retractArticle(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<RetractionInput> body) {
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
            summary = "Lift the retraction of an article",
            description = "The mark goes from every version.")
    public Reply<ArticleView> liftRetraction(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
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

    /** The state of an article of which the audit trail keeps a hash. */
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
