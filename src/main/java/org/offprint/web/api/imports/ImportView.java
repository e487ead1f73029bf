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
import org.offprint.platform.jobs.Tally;

/** An import as it stands. */
@Schema(name = "Import", description = "An import as it stands.")
record ImportView(
        @Schema(required = true) UUID id,
        @Schema(required = true) JobStatus status,

        @Schema(
                description = "Why it failed, or what was wrong with the first of several files that could not be read"
                        + " to its end. What was imported before stays.")
        String problem,

        @Schema(description = "All records; absent while that is not known.")
        Long total,

        @Schema(required = true, description = "Records that are done, whatever became of them.")
        long processed,

        @Schema(required = true) long created,
        @Schema(required = true) long updated,

        @Schema(required = true, description = "Those that were here as they are in the file.")
        long unchanged,

        @Schema(required = true) long failed,

        @Schema(
                required = true,
                description = "The kinds of things that records hold and that have no place here, the most frequent"
                        + " first; each record's own are among its outcomes.")
        List<UnplacedKind> unplaced,

        @Schema(required = true, description = "How much of all files is done, from 0 to 1.")
        double share,

        @Schema(description = "Records a second, since it began.")
        Double perSecond,

        @Schema(description = "About how long it will take; absent while that cannot be told.")
        Long secondsLeft,

        @Schema(required = true) ImportMode mode,
        @Schema(required = true) boolean validateOnly,
        @Schema(required = true) boolean publish,

        @Schema(required = true, description = "Whether affiliations as printed are linked to what they surely are.")
        boolean link,

        UUID journal,
        UUID issue,

        @Schema(required = true, description = "Where the records go.")
        ImportTarget into,

        @Schema(description = "The format of all files, where it was named.")
        String format,

        @Schema(required = true) List<ImportRequest.File> files,

        @Schema(required = true, description = "The name of the key.")
        String by,

        @Schema(required = true) Instant createdAt,
        Instant startedAt,
        Instant endedAt,
        @Schema(required = true) Map<String, String> links) {

    private static final int MOST_KINDS = 50;

    static ImportView of(Job job) {
        ImportRequest request = Json.read(job.request(), ImportRequest.class);
        Tally tally = job.tally();
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

    /** A kind of thing that has no place. */
    @Schema(name = "UnplacedKind")
    record UnplacedKind(
            @Schema(required = true, description = "Its place in the source, without numbers.", examples = "back/app")
            String kind,

            @Schema(required = true, description = "The records that told something of it.")
            long records) {}

    private static List<UnplacedKind> unplaced(Job job) {
        return ImportPosition.of(job).unplaced().entrySet().stream()
                .map(kind -> new UnplacedKind(kind.getKey(), kind.getValue()))
                .sorted(Comparator.comparingLong(UnplacedKind::records)
                        .reversed()
                        .thenComparing(UnplacedKind::kind))
                .limit(MOST_KINDS)
                .toList();
    }

    private static double seconds(Job job) {
        if (job.startedAt() == null) {
            return 0;
        }
        Instant end = job.endedAt() == null ? job.now() : job.endedAt();
        return Duration.between(job.startedAt(), end).toMillis() / 1000.0;
    }

    /** By the records where they are counted, else by the bytes. */
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
        String self = ImportResource.PATH + "/" + id;
        links.put("self", self);
        links.put("outcomes", self + "/outcomes");
        links.put("failed", self + "/outcomes?outcome=failed");
        return links;
    }
}
