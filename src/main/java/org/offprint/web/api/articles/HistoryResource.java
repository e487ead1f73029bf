package org.offprint.web.api.articles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleHistory;
import org.offprint.journal.articles.ArticleHistory.Entry;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** REST resource for the change history of an article. Editors can restore an earlier revision. */
@Path("/v1/articles/{id}/history")
@Tag(name = "Versions")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {

    private final ArticleReads reads;
    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final ArticleHistory history;
    private final HistoryList list;
    private final ClientWrites writes;

    HistoryResource(
            ArticleReads reads,
            ArticleWrites edits,
            ArticleReader reader,
            ArticleHistory history,
            HistoryList list,
            ClientWrites writes) {
        this.reads = reads;
        this.edits = edits;
        this.reader = reader;
        this.history = history;
        this.list = list;
        this.writes = writes;
    }

    /** Schema of a page of the change history in the OpenAPI document. */
    @Schema(name = "HistoryPage", description = "Page of the change history of an article.")
    record HistoryPage(
            @Schema(required = true, description = "Changes on this page.")
            List<Entry> items,

            @Schema(required = true, description = "Number of changes on all pages.")
            long total,

            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listHistory",
            summary = "List the changes to an article",
            description = "Lists the changes to the working copy, newest first. Each entry contains the time, the"
                    + " author of the change, the action, and the names of the changed members.")
    public Reply<HistoryPage> listHistory(@PathParam("id") ParameterValue<UUID> id, @BeanParam PageRequest request) {
        return list.answer(request, reads.requireEditable(id.text()).id);
    }

    @POST
    @Path("{revision}/restoration")
    @Operation(
            operationId = "restoreRevision",
            summary = "Restore a revision of an article",
            description = "Restores the working copy to its state after the given change. The restored state"
                    + " becomes public when the article is published. Issue, section and position are not"
                    + " restored.")
    public Reply<ArticleView> restoreRevision(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("revision") ParameterValue<Integer> revision,
            @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> edits.change(
                        id.text(),
                        request,
                        Json.tree(List.of()),
                        "restored",
                        (article, present) -> reader.read(
                                Json.tree(restored(article, body(article.id, revision.text()))), null, article),
                        write));
    }

    private ArticleBody body(UUID article, String revision) {
        if (!revision.matches("[1-9][0-9]{0,8}")) {
            throw Problems.notFound("revision", revision);
        }
        return history.bodyAt(article, Integer.parseInt(revision))
                .orElseThrow(() -> Problems.notFound("revision", revision));
    }

    private static ArticleInput restored(Article article, ArticleBody body) {
        return new ArticleInput(article.journal, article.issue, article.section, article.position, null, null, body);
    }
}
