package org.offprint.web.api.lists;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.MemberTree;
import org.offprint.kernel.json.MemberTree.Selection;
import org.offprint.kernel.json.SelectedMembers;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Parameters;

/**
 * Members of a record in a response: all members, or only the members listed in the query parameter {@code fields}. The
 * record is a list item or the record that a path identifies.
 */
public final class FieldSelection {

    /** Description of the query parameter {@code fields} of an operation that returns a record by id. */
    public static final String PARAMETER =
            "Members to return, separated by commas. Use a dot for nested members, for example `links.self`. At most"
                    + " 100 members. `id` and `links` are always returned. Members that are not selected are omitted,"
                    + " even if the schema requires them. If the response has an `ETag`, the `ETag` depends on the"
                    + " selected members.";

    /** Maximum number of member paths in a request. */
    static final int MAX_PATHS = 100;

    private static final int MAX_PATH_LENGTH = 200;
    private static final int MAX_DEPTH = 10;

    private static final Map<Class<?>, MemberTree> TREES = new ConcurrentHashMap<>();
    private static final FieldSelection ALL = new FieldSelection(null, null);

    private final Selection selection;
    private final String canonical;

    private FieldSelection(Selection selection, String canonical) {
        this.selection = selection;
        this.canonical = canonical;
    }

    /**
     * Parses the query parameter {@code fields}. A null value selects all members.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if a member does not exist or a limit is exceeded
     */
    public static FieldSelection read(List<String> raw, Class<?> record) {
        Parameters parameters = new Parameters();
        FieldSelection fields = read(raw, record, IncludedData.NONE, parameters);
        parameters.check();
        return fields;
    }

    /**
     * Parses the query parameter {@code fields}, and adds an error for each invalid path.
     *
     * @param included additional data in the response; selected completely unless {@code fields} selects parts of it
     */
    public static FieldSelection read(List<String> raw, Class<?> record, IncludedData included, Parameters parameters) {
        return read(raw, record, included, (code, message) -> parameters.addError("fields", code, message));
    }

    /**
     * Parses lists of member paths. A null value selects all members.
     *
     * @param included additional data in the response; selected completely unless a path selects parts of it
     * @param errors receives the code and the message of each error
     */
    public static FieldSelection read(
            List<String> raw, Class<?> record, IncludedData included, BiConsumer<String, String> errors) {
        if (raw == null || raw.isEmpty()) {
            return ALL;
        }
        List<String> given = raw.stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .toList();
        if (given.size() > MAX_PATHS) {
            errors.accept("too-many", "Select at most " + MAX_PATHS + " members.");
            return ALL;
        }
        MemberTree tree = tree(record, included);
        // Always select these members. Selecting a member that does not exist has no effect, for example in the keyword
        // list.
        Set<String> paths = new TreeSet<>(List.of("id", "links", Localization.MEMBER));
        for (String path : given) {
            String error = error(path, tree);
            if (error == null) {
                paths.add(path);
            } else {
                errors.accept("unknown-value", error);
            }
        }
        included.members().stream()
                .map(IncludedData::path)
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + ".")))
                .forEach(paths::add);
        List<String> outermost =
                paths.stream().filter(path -> !isNested(path, paths)).toList();
        Selection selection = new Selection();
        outermost.forEach(selection::add);
        return new FieldSelection(selection, String.join(",", outermost));
    }

    private static MemberTree tree(Class<?> record, IncludedData included) {
        MemberTree tree = TREES.computeIfAbsent(record, MemberTree::of);
        return included.isEmpty()
                ? tree
                : tree.with(
                        IncludedData.MEMBER,
                        TREES.computeIfAbsent(included.type(), MemberTree::of),
                        included.members());
    }

    private static String error(String path, MemberTree tree) {
        if (path.isEmpty()) {
            return "Remove the empty member name.";
        }
        if (path.length() > MAX_PATH_LENGTH) {
            return "A member path has at most " + MAX_PATH_LENGTH + " characters.";
        }
        if (path.chars().filter(c -> c == '.').count() >= MAX_DEPTH) {
            return "A member path has at most " + MAX_DEPTH + " names.";
        }
        return tree.has(path) ? null : unknown(path, tree);
    }

    private static String unknown(String path, MemberTree tree) {
        String all = tree.knownNames(path).isEmpty()
                ? "The parent member has no nested members."
                : "Available members are " + String.join(", ", tree.knownNames(path)) + ".";
        return tree.nearest(path)
                .map(near -> "There is no member " + path + "; did you mean " + near + "? " + all)
                .orElse("There is no member " + path + ". " + all);
    }

    /** Returns whether all members are selected. */
    public boolean isAll() {
        return selection == null;
    }

    /** Returns the selected members of a JSON record. If all members are selected, the record is not parsed. */
    public byte[] selected(byte[] record) {
        return isAll() ? record : SelectedMembers.of(record, selection);
    }

    /** Returns the response body with the selected members of a stored record. */
    public Object selected(Encoded record) {
        if (isAll()) {
            return record;
        }
        DocumentMemoryLimit.acquire(record.length());
        return selected(record.plain());
    }

    /**
     * Returns the entity tag of the selected members, or null for null.
     *
     * @param etag entity tag of the complete record
     */
    public String etag(String etag) {
        return isAll() || etag == null ? etag : EntityTag.ofSelection(etag, canonical);
    }

    /**
     * Builds a response with the selected members of a record.
     *
     * @param revision entity tag of the record for editors
     * @param modifiedAt time of the last change; null if unknown
     */
    public <T> Reply<T> reply(T record, boolean forEditors, String revision, Instant modifiedAt, HttpHeaders request) {
        byte[] body = Json.write(record);
        return Reply.of(
                forEditors
                        ? Reply.patchable(selected(body), etag(revision))
                        : Reply.forReaders(request, selected(body), etag(EntityTag.of(body)), modifiedAt));
    }

    /** Returns the selected members of a list item, with its highlights if they are not null. */
    byte[] selected(byte[] item, Map<String, List<String>> highlights) {
        byte[] shown = selected(item);
        return highlights == null ? shown : with(shown, "highlights", Json.write(highlights));
    }

    /** Appends a member to the JSON of a list item without parsing the item. */
    static byte[] with(byte[] item, String member, String json) {
        return with(item, member, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends a member to the JSON of a record without parsing the record. */
    public static byte[] with(byte[] item, String member, byte[] json) {
        String name = '"' + member + "\":";
        ByteArrayOutputStream out = new ByteArrayOutputStream(item.length + json.length + name.length() + 2);
        out.write(item, 0, item.length - 1);
        out.writeBytes((item.length > 2 ? "," + name : name).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        out.write('}');
        return out.toByteArray();
    }

    /** Returns whether a member is nested in another selected member. */
    private static boolean isNested(String path, Set<String> paths) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (paths.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }
}
