package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.imports.ImportParameters;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Imports of files, with their progress and the outcome of each record. */
@Path(DeskImports.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskImports {

    static final String PATH = "/desk/imports";

    private static final String JOURNAL = "journal";
    private static final String OUTCOME = "outcome";
    private static final List<String> OUTCOMES = List.of("created", "updated", "unchanged", "failed");

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskImports(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    /** Import in the list of imports, with the names of its files. */
    public record ImportRow(
            String id, String files, String at, String status, boolean isTrial, long processed, long failed) {

        static ImportRow of(JsonNode job, InterfaceLanguage language) {
            return new ImportRow(
                    job.path("id").asText(),
                    String.join(", ", job.path("files").findValuesAsText("name")),
                    PublicationTime.shown(job.path("createdAt"), null, language),
                    job.path("status").asText(),
                    job.path("validateOnly").asBoolean(),
                    job.path("processed").asLong(),
                    job.path("failed").asLong());
        }

        /** Returns whether the import still reads records. */
        public boolean isActive() {
            return List.of("queued", "running").contains(status);
        }
    }

    /** Number of records with the same outcome, with a link to these records. */
    public record Count(String name, long count, String href, boolean isHere) {}

    /**
     * Outcome of a record.
     *
     * @param place file and line of the record
     * @param href address of the article; empty if the record is no article or was not stored
     * @param messages errors, or kinds of data that records cannot contain
     */
    public record Record(long number, String place, String outcome, String href, List<String> messages) {}

    @GET
    @Operation(hidden = true)
    public Response getImports(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            String asked = request.parameter(JOURNAL);
            JsonNode all = calls.journals(request, caller.journals()).path("items");
            String chosen = "";
            for (JsonNode journal : all) {
                if (journal.path("id").asText().equals(asked) || all.size() == 1) {
                    chosen = journal.path("id").asText();
                }
            }
            List<Option> journals = new ArrayList<>();
            for (JsonNode journal : all) {
                String id = journal.path("id").asText();
                journals.add(new Option(id, journal.path("title").asText(), id.equals(chosen)));
            }
            List<ImportRow> imports = new ArrayList<>();
            calls.imports(request).path("items").forEach(job -> imports.add(ImportRow.of(job, language)));
            return pages.page(
                    request,
                    200,
                    "imports.html",
                    "deskImports",
                    "imports",
                    Map.of("journals", journals, JOURNAL, chosen, "imports", imports));
        });
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @BodyOfAnySize
    @Operation(hidden = true)
    public Response create(
            @BeanParam DeskRequest request,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            InputStream form) {
        return pages.answer(request, null, () -> {
            ImportParameters parameters = ImportParameters.of(
                    request.parameter(JOURNAL),
                    request.parameter("trial") != null,
                    request.parameter("publish") != null);
            JsonNode job = calls.createImport(parameters, contentType, length, form);
            return DeskPages.redirect(PATH + "/" + job.path("id").asText());
        });
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getImport(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            JsonNode job = calls.importJob(id);
            String outcome = request.parameter(OUTCOME);
            String own = job.path("id").asText();
            List<Count> counts = new ArrayList<>();
            for (String name : OUTCOMES) {
                counts.add(new Count(
                        name,
                        job.path(name).asLong(),
                        DeskRequest.address(PATH + "/" + own, Map.of(OUTCOME, name)),
                        name.equals(outcome)));
            }
            List<Record> records = new ArrayList<>();
            calls.outcomes(request, own, outcome).path("items").forEach(item -> records.add(record(item)));
            List<String> unplaced = new ArrayList<>();
            job.path("unplaced")
                    .forEach(kind -> unplaced.add(kind.path("kind").asText() + " ("
                            + language.number(kind.path("records").asLong()) + ")"));
            Map<String, Object> data = new HashMap<>();
            data.put("job", ImportRow.of(job, language));
            data.put("problem", job.path("problem").asText(""));
            data.put("percent", (int) Math.floor(100 * job.path("share").asDouble()));
            data.put("counts", counts);
            data.put("records", records);
            data.put("unplaced", unplaced);
            data.put(JOURNAL, job.path(JOURNAL).asText(""));
            return pages.page(request, 200, "import.html", "deskImport", "imports", data);
        });
    }

    private static Record record(JsonNode item) {
        List<String> messages = new ArrayList<>();
        item.path("problems").forEach(problem -> {
            String pointer = problem.path("pointer").asText("");
            messages.add((pointer.isEmpty() ? "" : pointer + ": ")
                    + problem.path("message").asText());
        });
        String line = item.path("line").asText("");
        return new Record(
                item.path("number").asLong(),
                item.path("file").asText("") + (line.isEmpty() ? "" : ":" + line),
                item.path(OUTCOME).asText(),
                item.path("kind").asText().equals("article")
                                && item.at("/links/self").isTextual()
                        ? DeskArticles.PATH + "/" + item.path("id").asText()
                        : "",
                messages);
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response cancel(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            String own = calls.importJob(id).path("id").asText();
            calls.cancelImport(own);
            return DeskPages.redirect(PATH + "/" + own);
        });
    }
}
