package org.offprint.web.api.lists;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.MemberTree;
import org.offprint.kernel.json.MemberTree.Selection;
import org.offprint.kernel.json.SelectedMembers;
import org.offprint.platform.http.parameters.Parameters;

/**
 * Members of the items in a list response: all members, or only the members listed in the query parameter {@code
 * fields}.
 */
final class ItemFields {

    private static final Map<Class<?>, MemberTree> TREES = new ConcurrentHashMap<>();

    private final Selection selection;

    private ItemFields(Selection selection) {
        this.selection = selection;
    }

    /** Parses the query parameter {@code fields}. A null value selects all members. */
    static ItemFields read(List<String> raw, Class<?> item, Parameters parameters) {
        if (raw == null || raw.isEmpty()) {
            return new ItemFields(null);
        }
        MemberTree tree = TREES.computeIfAbsent(item, MemberTree::of);
        Selection selection = new Selection().add("links");
        // Always select the id. Selecting a member that does not exist has no effect, for example in the keyword list.
        selection.add("id");
        for (String list : raw) {
            for (String path : list.split(",", -1)) {
                if (tree.has(path.strip())) {
                    selection.add(path.strip());
                } else {
                    parameters.addError("fields", "unknown-value", unknown(path.strip(), tree));
                }
            }
        }
        return new ItemFields(selection);
    }

    private static String unknown(String path, MemberTree tree) {
        if (path.isEmpty()) {
            return "Remove the empty member name.";
        }
        String all = tree.knownNames(path).isEmpty()
                ? "The parent member has no nested members."
                : "Available members are " + String.join(", ", tree.knownNames(path)) + ".";
        return tree.nearest(path)
                .map(near -> "There is no member " + path + "; did you mean " + near + "? " + all)
                .orElse("There is no member " + path + ". " + all);
    }

    /**
     * Returns the selected members of a list item, with its highlights if they are not null. If all members are
     * selected, the item is not parsed.
     */
    byte[] selected(byte[] item, Map<String, List<String>> highlights) {
        byte[] shown = selection == null ? item : SelectedMembers.of(item, selection);
        return highlights == null ? shown : with(shown, "highlights", Json.write(highlights));
    }

    /** Appends a member to the JSON of a list item without parsing the item. */
    static byte[] with(byte[] item, String member, String json) {
        return with(item, member, json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] with(byte[] item, String member, byte[] json) {
        String name = '"' + member + "\":";
        ByteArrayOutputStream out = new ByteArrayOutputStream(item.length + json.length + name.length() + 2);
        out.write(item, 0, item.length - 1);
        out.writeBytes((item.length > 2 ? "," + name : name).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        out.write('}');
        return out.toByteArray();
    }
}
