package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Rights of a person or an API key, as fields of a form.
 *
 * @param roles roles to choose from
 * @param journals journals that an editor can edit
 * @param isCut whether there are more journals than the form shows
 */
public record RightsForm(List<Option> roles, List<Option> journals, boolean isCut) {

    static final String ROLE = "role";
    static final String JOURNALS = "journals";

    /** Role of an editor of all journals, and of an editor of the selected journals. */
    private static final String ALL = "all";

    private static final String SOME = "some";
    private static final String ADMIN = "admin";
    private static final String EDITOR = "editor";

    static final List<String> OF_PEOPLE = List.of(SOME, ALL, ADMIN);

    /**
     * Creates the fields.
     *
     * @param names roles to choose from
     * @param rights member {@code role} and optionally {@code journals}
     * @param known all journals of the service, at most 100
     */
    static RightsForm of(List<String> names, JsonNode rights, JsonNode known, InterfaceLanguage language) {
        String role = rights.path(ROLE).asText("");
        String chosen = role.equals(EDITOR) ? rights.has(JOURNALS) ? SOME : ALL : role;
        List<String> selected = new ArrayList<>();
        rights.path(JOURNALS).forEach(each -> selected.add(each.asText()));
        Map<String, String> titles = new LinkedHashMap<>();
        known.path("items")
                .forEach(each ->
                        titles.put(each.path("id").asText(), each.path("title").asText()));
        // Keep a journal that the list does not contain, so that saving the form does not remove it.
        selected.forEach(each -> titles.putIfAbsent(each, each));
        return new RightsForm(
                names.stream()
                        .map(each -> new Option(each, language.text("deskRole." + each), each.equals(chosen)))
                        .toList(),
                titles.entrySet().stream()
                        .map(each -> new Option(each.getKey(), each.getValue(), selected.contains(each.getKey())))
                        .toList(),
                known.path("total").asLong() > known.path("items").size());
    }

    /** Adds the members {@code role} and {@code journals} to a request, as chosen in a submitted form. */
    static ObjectNode read(List<Map.Entry<String, String>> form, ObjectNode request) {
        Map<String, String> fields = new HashMap<>();
        List<String> journals = new ArrayList<>();
        form.forEach(field -> {
            fields.putIfAbsent(field.getKey(), field.getValue());
            if (field.getKey().equals(JOURNALS)) {
                journals.add(field.getValue());
            }
        });
        String role = fields.getOrDefault(ROLE, "");
        if (!role.isEmpty()) {
            request.put(ROLE, role.equals(ALL) || role.equals(SOME) ? EDITOR : role);
        }
        if (role.equals(SOME)) {
            ArrayNode ids = request.putArray(JOURNALS);
            journals.forEach(ids::add);
        }
        return request;
    }

    /** Describes rights in words. */
    static String words(JsonNode rights, InterfaceLanguage language) {
        String role = rights.path(ROLE).asText("");
        if (role.isEmpty()) {
            return language.text("deskRole.none");
        }
        return rights.has(JOURNALS)
                ? language.text("deskEditorOf", rights.path(JOURNALS).size())
                : language.text("deskRole." + (role.equals(EDITOR) ? ALL : role));
    }
}
