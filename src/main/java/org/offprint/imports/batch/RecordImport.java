package org.offprint.imports.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
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
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.jobs.RecordOutcome;

/** Record that is being imported, with the unread part of its JSON and its current outcome. */
public final class RecordImport {

    private static final int MAX_MATCHES = 100;

    private final ReadRecord read;
    private ObjectNode body;
    private final JsonNode publish;
    private final List<Finding> problems = new ArrayList<>();
    private final List<Unplaced> unplaced = new ArrayList<>();
    private final List<ImportOutcome.CreatedRecord> created = new ArrayList<>();
    private final List<DeferredReference> missing = new ArrayList<>();
    private final Map<String, ImportOutcome.MatchedAffiliation> matches = new LinkedHashMap<>();
    /** Ids of the new records to which this imported record refers. */
    private final Set<UUID> names = new LinkedHashSet<>();

    /** Printed affiliations that are not linked in the stored article. */
    private final Set<String> unlinkedTexts = new HashSet<>();

    private RecordOutcome outcome;
    private UUID id;
    /** Kind of the stored record; null if it equals the kind of the imported record. */
    private String resultKind;

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
            UnstorableTextFinder.faults(record.body()).forEach(this::reject);
            takeId();
        }
    }

    /**
     * Returns a modifiable copy of a record's JSON. The references, which make up most of an article, are never
     * modified and are therefore shared with the original.
     */
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
            reject(Finding.at("/id", "id-format", "The id must be a UUID. Omit the member to get a new id."));
        }
    }

    public ImportRecord record() {
        return read.record();
    }

    /** Returns the stored files of the imported article from the same zip. */
    public List<ArticleFile> files() {
        return read.files();
    }

    public String kind() {
        return record() == null ? null : record().kind();
    }

    /**
     * Sets the kind of the stored record if it differs from the kind of the imported record. A record of a different
     * kind contains little of the imported record, so missing data is not reported.
     */
    public void setResultKind(String kind) {
        resultKind = kind;
        unplaced.clear();
    }

    public ObjectNode body() {
        return body;
    }

    /** Releases the JSON of the record after it has been read, to free memory for storing the record. */
    public void releaseBody() {
        body = null;
    }

    /** Returns the publication settings of the imported record, or null if it contains none. */
    public JsonNode publish() {
        return publish == null || publish.isNull() ? null : publish;
    }

    /**
     * Returns the id of the imported record, which is given in the file or assigned. Returns null if the record has no
     * id yet.
     */
    public UUID id() {
        return id;
    }

    public void setId(UUID given) {
        id = given;
    }

    /** Returns whether no problems have been found in the imported record. */
    public boolean isOpen() {
        return problems.isEmpty();
    }

    public void reject(Finding problem) {
        problems.add(problem);
    }

    public void reject(ProblemException refusal) {
        problems.addAll(RecordFindings.findings(refusal, ""));
    }

    /** Reports data of the imported record that cannot be stored, because this service has no member for it. */
    public void reportUnplaced(String where, JsonNode what) {
        unplaced.add(Unplaced.of(where, what));
    }

    /** Reports each of several values of an imported record that cannot be stored. */
    public void reportEachUnplaced(String where, JsonNode named) {
        unplaced.addAll(Unplaced.each(where, named));
    }

    /**
     * Returns the distinct kinds of data that were not imported. Deferred references are excluded, because they may
     * still be resolved.
     */
    public Set<String> unplacedKinds() {
        Set<String> deferred = missing.stream().map(DeferredReference::member).collect(Collectors.toSet());
        return unplaced.stream()
                .filter(each -> !deferred.contains(each.where()))
                .map(Unplaced::kind)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Reports a reference as not imported and defers it, because the referenced record may follow later in the file.
     */
    public void defer(String member, JsonNode named) {
        reportEachUnplaced(member, named);
        missing.add(new DeferredReference(member, named));
    }

    /**
     * Returns the references to resolve after the whole import has been read. Returns an empty list if the record is
     * not stored.
     */
    public List<DeferredReference> deferredReferences() {
        return isOpen() ? missing : List.of();
    }

    /**
     * Reports the organizations that may match a printed affiliation. Each affiliation is reported once, and only the
     * first 100 affiliations of a record are reported.
     */
    public void reportMatch(String pointer, String text, UUID linked, List<AffiliationLink> links) {
        if (!links.isEmpty() && matches.size() < MAX_MATCHES) {
            matches.putIfAbsent(
                    text, ImportOutcome.MatchedAffiliation.of(pointer, Unplaced.truncate(text), linked, links));
        }
    }

    /** Marks a printed affiliation that has no link in the stored article and is not linked by this import. */
    public void keepUnlinked(String text) {
        unlinkedTexts.add(text);
    }

    public boolean isKeptUnlinked(String text) {
        return unlinkedTexts.contains(text);
    }

    public void needs(UUID toBeCreated) {
        names.add(toBeCreated);
    }

    Set<UUID> neededRecords() {
        return names;
    }

    /**
     * Reports a record that the import created because the imported record refers to it. Does nothing if the created
     * record is the imported record.
     */
    public void created(String kind, UUID made) {
        if (!made.equals(id) || !kind.equals(kind())) {
            created.add(ImportOutcome.CreatedRecord.of(kind, made));
        }
    }

    /** Reports a record that the import created because the imported record refers to it. */
    public void created(ImportOutcome.CreatedRecord made) {
        created.add(made);
    }

    public void end(RecordOutcome result) {
        outcome = result;
    }

    public RecordOutcome outcome() {
        return isOpen() ? outcome : RecordOutcome.FAILED;
    }

    /**
     * Returns the outcome of the imported record.
     *
     * @param number number of the record in the import
     * @param validateOnly whether this is a dry run, in which new records have no URL
     */
    public ImportOutcome result(long number, boolean validateOnly) {
        boolean isThere = id != null && isOpen() && !(validateOnly && outcome == RecordOutcome.CREATED);
        return new ImportOutcome(
                number,
                outcome(),
                resultKind == null ? kind() : resultKind,
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

    /**
     * Finds strings in an imported record that the database cannot store. The check runs first, because strings in
     * references are used in queries before the record is validated.
     */
    private static final class UnstorableTextFinder {

        private static final int MAX_FINDINGS = 20;

        private UnstorableTextFinder() {}

        /** Returns a finding for each string that cannot be stored. Returns no findings if the record is null. */
        static List<Finding> faults(JsonNode record) {
            List<Finding> faults = new ArrayList<>();
            if (record != null && !isStorable(record)) {
                find(record, "", faults);
            }
            return faults;
        }

        /** Checks the strings of a record without computing JSON Pointers, which are rarely needed. */
        private static boolean isStorable(JsonNode node) {
            if (node.isTextual()) {
                return Text.fault(node.textValue()) == null;
            }
            for (JsonNode within : node) {
                if (!isStorable(within)) {
                    return false;
                }
            }
            return true;
        }

        private static void find(JsonNode node, String pointer, List<Finding> faults) {
            String fault = node.isTextual() ? Text.fault(node.textValue()) : null;
            if (fault != null && faults.size() < MAX_FINDINGS) {
                faults.add(Finding.at(Text.withoutUnpairedSurrogates(pointer), "text-not-storable", fault));
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                find(node.get(i), pointer + "/" + i, faults);
            }
            node.properties()
                    .forEach(member -> find(
                            member.getValue(),
                            pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                            faults));
        }
    }
}
