package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.jobs.RecordOutcome;

/** A record while it is being imported: what is left of its body to be read, and what has become of it so far. */
public final class RecordImport {

    private static final int MOST_MATCHES = 100;

    private final ReadRecord read;
    private ObjectNode body;
    private final JsonNode publish;
    private final List<Finding> problems = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private final List<ImportOutcome.Made> created = new ArrayList<>();
    private final List<DeferredReference> missing = new ArrayList<>();
    private final Map<String, ImportOutcome.Matched> matches = new LinkedHashMap<>();
    /** Records to be created that this one names, by their ids. */
    private final Set<UUID> names = new LinkedHashSet<>();

    private RecordOutcome outcome;
    private UUID id;
    /** Of what it becomes; null for that of the record. */
    private String becomes;

    public RecordImport(ReadRecord read) {
        this.read = read;
        ImportRecord record = read.record();
        body = record == null ? null : copy(record.body());
        publish = body == null ? null : body.remove("publish");
        if (record == null) {
            reject(Finding.at("", "unreadable", read.unreadable().getMessage()));
        } else {
            unplaced.addAll(record.unplaced());
            record.problems().forEach(this::reject);
            StorableText.faults(record.body()).forEach(this::reject);
            takeId();
        }
    }

    /** May be written to; but references, most of an article, are only read, and shared with the record. */
    private static ObjectNode copy(ObjectNode record) {
        if (record == null) {
            return null;
        }
        ObjectNode copy = record.objectNode();
        record.properties().forEach(member -> {
            JsonNode value = member.getValue();
            copy.set(member.getKey(), member.getKey().equals("references") ? value : value.deepCopy());
        });
        return copy;
    }

    private void takeId() {
        JsonNode given = isOpen() ? body.remove("id") : null;
        if (given == null || given.isNull()) {
            return;
        }
        if (given.isTextual() && Ids.isUuidShaped(given.textValue())) {
            id = Ids.parse(given.textValue());
        } else {
            reject(Finding.at("/id", "id-format", "An id is a UUID; leave it out for a new one."));
        }
    }

    public ImportRecord record() {
        return read.record();
    }

    /** Returns the files of the article that came along in a zip, stored. */
    public List<ArticleFile> files() {
        return read.files();
    }

    public String kind() {
        return record() == null ? null : record().kind();
    }

    /** States that it becomes something of another kind than its file has it, which keeps little of it by design. */
    public void become(String kind) {
        becomes = kind;
        unplaced.clear();
    }

    public ObjectNode body() {
        return body;
    }

    /** Releases the body once it is read: what is stored needs memory too. */
    public void forgetBody() {
        body = null;
    }

    /** Returns what it says of its publication; null where it says nothing. */
    public JsonNode publish() {
        return publish == null || publish.isNull() ? null : publish;
    }

    /** The id that it gives itself, or got; null for none yet. */
    public UUID id() {
        return id;
    }

    public void setId(UUID given) {
        id = given;
    }

    /** Reports whether nothing was found wrong with it. */
    public boolean isOpen() {
        return problems.isEmpty();
    }

    public void reject(Finding problem) {
        problems.add(problem);
    }

    public void reject(ProblemException refusal) {
        problems.addAll(RecordFindings.findings(refusal, ""));
    }

    /** Leaves out what the record has no place for. */
    public void reportUnplaced(String where, JsonNode what) {
        unplaced.add(Unplaced.of(where, what));
    }

    /** Reports several values, each for itself. */
    public void reportEachUnplaced(String where, JsonNode named) {
        unplaced.addAll(Unplaced.each(where, named));
    }

    /** Returns each kind of thing that has no place, once; not what is deferred, which may still find its own. */
    public Set<String> unplacedKinds() {
        Set<String> deferred = missing.stream().map(DeferredReference::member).collect(Collectors.toSet());
        return unplaced.stream()
                .filter(each -> !deferred.contains(each.where()))
                .map(Unplaced::kind)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Reports a reference for now, and defers it: its target may come later in the file. */
    public void defer(String member, JsonNode named) {
        reportEachUnplaced(member, named);
        missing.add(new DeferredReference(member, named));
    }

    /** Returns the references to resolve when all is read; none where the record is not stored. */
    public List<DeferredReference> missing() {
        return isOpen() ? missing : List.of();
    }

    /** Reports the candidates of each text once; of the first texts, where there are very many. */
    public void matched(String pointer, String text, UUID linked, List<AffiliationLink> links) {
        if (!links.isEmpty() && matches.size() < MOST_MATCHES) {
            matches.putIfAbsent(text, ImportOutcome.Matched.of(pointer, Unplaced.cut(text), linked, links));
        }
    }

    public void name(UUID toBeCreated) {
        names.add(toBeCreated);
    }

    Set<UUID> names() {
        return names;
    }

    /** Reports a record that was created for this one, unless it is this one. */
    public void created(String kind, UUID made) {
        if (!made.equals(id) || !kind.equals(kind())) {
            created.add(ImportOutcome.Made.of(kind, made));
        }
    }

    /** Reports a record that was created for this one. */
    public void created(ImportOutcome.Made made) {
        created.add(made);
    }

    public void end(RecordOutcome result) {
        outcome = result;
    }

    public RecordOutcome outcome() {
        return isOpen() ? outcome : RecordOutcome.FAILED;
    }

    /** @param validateOnly nothing is stored: what would be new has no address */
    public ImportOutcome result(long number, boolean validateOnly) {
        boolean isThere = id != null && isOpen() && !(validateOnly && outcome == RecordOutcome.CREATED);
        return new ImportOutcome(
                number,
                outcome(),
                becomes == null ? kind() : becomes,
                isThere ? id : null,
                read.file(),
                line(),
                RecordFindings.first(problems),
                unplaced,
                List.copyOf(matches.values()),
                validateOnly ? List.of() : created,
                isThere ? Map.of("self", ImportOutcome.path(kind(), id)) : Map.of());
    }

    private Long line() {
        long line = record() == null ? read.unreadable().line() : record().line();
        return line == 0 ? null : Long.valueOf(line);
    }
}
