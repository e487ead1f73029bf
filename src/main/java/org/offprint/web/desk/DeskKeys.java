package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.desk.DeskPublishing.Sent;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * API keys: creating, replacing and revoking. Only administrators may use these pages. A key itself is shown only in the
 * response to the form that creates it.
 */
@Path(DeskKeys.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskKeys {

    static final String PATH = "/desk/keys";

    private static final int PAGE = 50;
    private static final String SECTION = "keys";
    private static final String NAME = "name";
    private static final String USABLE = "usable";
    private static final String ENDED = "ended";

    /** Form field and query parameter with the id of the key that a new key replaces. */
    private static final String REPLACE = "replace";

    /** Form field with the id of the newest key at the time when the form was opened. */
    private static final String SEEN = "seen";

    /** Form field with the last day on which the key is accepted. */
    private static final String LAST_DAY = "lastDay";

    private static final List<String> ROLES = List.of("some", "all", "admin", "usage", "usage-reports");

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskKeys(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    /**
     * API key without the key itself.
     *
     * @param state {@code usable}, {@code expired} or {@code revoked}
     * @param endsAt time of the expiry or of the revocation; empty for neither
     * @param isOwn whether the administrator is signed in with this key
     */
    public record KeyRow(
            String id,
            String name,
            String rights,
            String state,
            String endsAt,
            String usedAt,
            String createdAt,
            boolean isOwn) {

        static KeyRow of(JsonNode key, String own, InterfaceLanguage language) {
            JsonNode expiry = key.path("expiresAt");
            boolean isExpired =
                    expiry.isTextual() && !Instant.parse(expiry.textValue()).isAfter(Instant.now());
            String state = key.has("revokedAt") ? "revoked" : isExpired ? "expired" : USABLE;
            return new KeyRow(
                    key.path("id").asText(),
                    key.path(NAME).asText(),
                    RightsForm.words(key, language),
                    state,
                    PublicationTime.shown(key.has("revokedAt") ? key.path("revokedAt") : expiry, null, language),
                    PublicationTime.shown(key.path("lastUsedAt"), null, language),
                    PublicationTime.shown(key.path("createdAt"), null, language),
                    key.path("id").asText().equals(own));
        }

        /** Returns whether requests with the key are accepted. */
        public boolean isUsable() {
            return state.equals(USABLE);
        }
    }

    @GET
    @Operation(hidden = true)
    public Response getKeys(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            pages.requireAdmin();
            String replaced = request.parameter(REPLACE);
            JsonNode rights = replaced == null ? null : calls.key(replaced);
            Map<String, String> sent = rights == null
                    ? Map.of()
                    : Map.of(
                            NAME,
                            rights.path(NAME).asText(),
                            REPLACE,
                            rights.path("id").asText());
            return list(request, 200, sent, rights, List.of(), "");
        });
    }

    private Response list(
            DeskRequest request,
            int status,
            Map<String, String> sent,
            JsonNode rights,
            List<Finding> errors,
            String notice) {
        InterfaceLanguage language = pages.language(request);
        JsonNode all = calls.keys().path("items");
        boolean isEnded = ENDED.equals(request.parameter("state"));
        List<KeyRow> usable = new ArrayList<>();
        List<KeyRow> ended = new ArrayList<>();
        for (JsonNode key : all) {
            KeyRow row = KeyRow.of(key, caller.keyId().toString(), language);
            (row.isUsable() ? usable : ended).add(row);
        }
        List<KeyRow> rows = isEnded ? ended : usable;
        int last = Math.max(1, (rows.size() + PAGE - 1) / PAGE);
        int page = Math.max(1, Math.min(last, DeskRequest.number(request.parameter("page"))));
        Map<String, Object> data = new HashMap<>();
        data.put("keys", rows.subList((page - 1) * PAGE, Math.min(rows.size(), page * PAGE)));
        data.put("isEnded", isEnded);
        data.put(USABLE, usable.size());
        data.put(ENDED, ended.size());
        data.put("previous", page > 1 ? at(isEnded, page - 1) : "");
        data.put("next", page < last ? at(isEnded, page + 1) : "");
        data.put(
                "rights",
                RightsForm.of(
                        ROLES,
                        rights == null ? JsonNodeFactory.instance.objectNode() : rights,
                        calls.journals(request, Optional.empty()),
                        language));
        data.put("sent", new Sent(sent));
        data.put(SEEN, newest(all));
        data.put("errors", errors.stream().map(Finding::message).toList());
        data.put("notice", notice);
        return pages.page(request, status, "keys.html", "deskKeys", SECTION, data);
    }

    private static String at(boolean isEnded, int page) {
        return PATH + "?" + (isEnded ? "state=" + ENDED + "&" : "") + "page=" + page;
    }

    private static String newest(JsonNode keys) {
        return keys.path(0).path("id").asText("none");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            pages.requireAdmin();
            Map<String, String> sent = DeskRequest.fields(form);
            ObjectNode key = RightsForm.read(
                    DeskRequest.pairs(form),
                    JsonNodeFactory.instance.objectNode().put(NAME, sent.getOrDefault(NAME, "")));
            // The key is shown only once, so a repeated request must not create another key.
            if (!newest(calls.keys().path("items")).equals(sent.get(SEEN))) {
                return list(request, 409, sent, key, List.of(), "deskKeysChanged");
            }
            String lastDay = sent.getOrDefault(LAST_DAY, "").strip();
            if (!lastDay.isEmpty()) {
                key.put("expiresAt", endOf(lastDay));
            }
            return DeskPages.orErrors(
                    () -> {
                        JsonNode created = calls.createKey(key);
                        return pages.page(
                                request,
                                200,
                                "secret.html",
                                "deskNewKey",
                                SECTION,
                                Map.of(
                                        "kind",
                                        "key",
                                        NAME,
                                        created.path(NAME).asText(),
                                        "secret",
                                        created.path("key").asText(),
                                        "back",
                                        PATH,
                                        "replaced",
                                        replaced(sent)));
                    },
                    errors -> list(request, 422, sent, key, errors, ""));
        });
    }

    private static String replaced(Map<String, String> sent) {
        String id = sent.getOrDefault(REPLACE, "");
        return id.matches("[0-9a-f-]{36}") ? id : "";
    }

    /** Returns the end of a day in UTC, or the text itself, which the API then rejects. */
    private static String endOf(String day) {
        return Optional.of(day)
                .filter(each -> each.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                .flatMap(each -> PublicationTime.of(each, "00:00", "UTC"))
                .map(start -> start.plus(Duration.ofDays(1)).toString())
                .orElse(day);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getKey(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            pages.requireAdmin();
            JsonNode key = calls.key(id);
            Set<UUID> ids = new HashSet<>();
            key.path(RightsForm.JOURNALS).forEach(each -> ids.add(UUID.fromString(each.asText())));
            List<String> journals = new ArrayList<>();
            (ids.isEmpty()
                            ? key.path("none")
                            : calls.journals(request, Optional.of(ids)).path("items"))
                    .forEach(each -> journals.add(each.path("title").asText()));
            KeyRow row = KeyRow.of(key, caller.keyId().toString(), pages.language(request));
            return pages.page(request, 200, "key.html", row.name(), SECTION, Map.of("key", row, "journals", journals));
        });
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response revoke(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            pages.requireAdmin();
            if (!"revoke".equals(DeskRequest.fields(form).get("do"))) {
                throw Problems.badParameter("do", "unknown-value", "Must be revoke.");
            }
            boolean hasStopped = calls.revokeKey(id);
            return DeskPages.redirect(PATH + "?done=" + (hasStopped ? "revokedjobs" : "revoked"));
        });
    }
}
