package org.offprint.web.api.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ImportTarget;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobStatus;
import org.offprint.platform.jobs.OutcomeCounts;

/** Import job with its status and progress. */
@Schema(name = "Import", description = "Import with its status and progress.")
record ImportView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Status of the import.")
        JobStatus status,

        @Schema(
                description = "Reason why the import failed. If several files could not be read completely, this"
                        + " member contains the error in the first of these files. Records imported before the"
                        + " error remain stored.")
        String problem,

        @Schema(description = "Total number of records. Omitted until the number is known.")
        Long total,

        @Schema(required = true, description = "Number of records processed so far, with any outcome.")
        long processed,

        @Schema(required = true, description = "Number of records that were created.")
        long created,

        @Schema(required = true, description = "Number of existing records that were updated.")
        long updated,

        @Schema(required = true, description = "Number of records that already existed with the same content.")
        long unchanged,

        @Schema(
                required = true,
                description = "Number of records that could not be imported. `links.failed` is the URL of their"
                        + " outcomes.")
        long failed,

        @Schema(
                required = true,
                description = "Kinds of source data that have no member in records, most frequent first, at most 50."
                        + " The outcome of each record lists the source data of that record.")
        List<UnplacedKind> unplaced,

        @Schema(required = true, description = "Progress over all files, from 0 to 1.")
        double share,

        @Schema(description = "Average number of records per second since the import started.")
        Double perSecond,

        @Schema(description = "Estimated remaining time in seconds. Omitted if the time cannot be estimated.")
        Long secondsLeft,

        @Schema(required = true, description = "Handling of records that already exist, as requested.")
        ImportMode mode,

        @Schema(required = true, description = "Whether the import is a dry run that stores nothing.")
        boolean validateOnly,

        @Schema(required = true, description = "Whether imported articles and issues are published.")
        boolean publish,

        @Schema(
                required = true,
                description = "Whether affiliations given only as printed text are linked to organizations that"
                        + " certainly match.")
        boolean link,

        @Schema(
                description = "Id of the journal for articles and issues that do not specify a journal. Omitted if the"
                        + " request has no such parameter.")
        UUID journal,

        @Schema(
                description = "Id of the issue for articles that do not specify an issue. Omitted if the request has"
                        + " no such parameter.")
        UUID issue,

        @Schema(required = true, description = "Destination of the imported data.")
        ImportTarget into,

        @Schema(description = "Format of all files. Omitted if the request did not state a format.")
        String format,

        @Schema(required = true, description = "Imported files, in the order of the import.")
        List<ImportRequest.File> files,

        @Schema(required = true, description = "Name of the API key that created the import.")
        String by,

        @Schema(required = true) Instant createdAt,
        Instant startedAt,
        Instant endedAt,

        @Schema(
                required = true,
                description = "URLs of the import (`self`), its outcomes (`outcomes`) and its failed outcomes"
                        + " (`failed`).")
        Map<String, String> links) {

    /** URL path of the import list. */
    static final String PATH = "/v1/imports";

    private static final int MAX_KINDS = 50;

    static ImportView of(Job job) {
        ImportRequest request = Json.read(job.request(), ImportRequest.class);
        OutcomeCounts tally = job.tally();
        double seconds = seconds(job);
        Double rate = seconds <= 0 ? null : Double.valueOf(Math.round(tally.processed() / seconds * 10) / 10.0);
        return new ImportView(
                job.id(),
                job.status(),
                job.problem(),
                job.total(),
                tally.processed(),
                tally.created(),
                tally.updated(),
                tally.unchanged(),
                tally.failed(),
                unplaced(job),
                Math.round(job.share() * 10_000) / 10_000.0,
                rate,
                left(job, seconds),
                request.mode(),
                request.validateOnly(),
                request.publish(),
                request.linksAffiliations(),
                request.journal(),
                request.issue(),
                request.isOfOutsideWorks() ? ImportTarget.OUTSIDE_WORKS : ImportTarget.RECORDS,
                request.format(),
                request.files(),
                job.by().name(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                links(job.id()));
    }

    /** Kind of source data for which records of this service have no member. */
    @Schema(name = "UnplacedKind", description = "Kind of source data that has no member in records of this service.")
    record UnplacedKind(
            @Schema(
                    required = true,
                    description = "Path of the data in the source file, without element positions.",
                    examples = "back/app")
            String kind,

            @Schema(required = true, description = "Number of records with data of this kind.")
            long records) {}

    private static List<UnplacedKind> unplaced(Job job) {
        return ImportPosition.of(job).unplaced().entrySet().stream()
                .map(kind -> new UnplacedKind(kind.getKey(), kind.getValue()))
                .sorted(Comparator.comparingLong(UnplacedKind::records)
                        .reversed()
                        .thenComparing(UnplacedKind::kind))
                .limit(MAX_KINDS)
                .toList();
    }

    private static double seconds(Job job) {
        if (job.startedAt() == null) {
            return 0;
        }
        Instant end = job.endedAt() == null ? job.now() : job.endedAt();
        return Duration.between(job.startedAt(), end).toMillis() / 1000.0;
    }

    /**
     * Returns the estimated remaining time of an import in seconds, or null if no estimate is possible. The estimate is
     * based on the processed share of records, or of bytes if the total number of records is unknown.
     */
    private static Long left(Job job, double seconds) {
        long done = job.tally().processed();
        if (job.status().isEnd() || done == 0 || seconds <= 0) {
            return null;
        }
        double share = job.total() == null || job.total() == 0 ? job.share() : (double) done / job.total();
        return share <= 0 ? null : Long.valueOf(Math.max(0, Math.round(seconds * (1 - share) / share)));
    }

    private static Map<String, String> links(UUID id) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = PATH + "/" + id;
        links.put("self", self);
        links.put("outcomes", self + "/outcomes");
        links.put("failed", self + "/outcomes?outcome=failed");
        return links;
    }
}
