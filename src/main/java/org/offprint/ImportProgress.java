package org.offprint;

import com.fasterxml.jackson.databind.JsonNode;

/** How an import goes and what became of it, in a line for whoever watches. */
final class ImportProgress {

    private static final int BAR = 30;

    private ImportProgress() {}

    /** How far it is, on one line. */
    static String bar(JsonNode job) {
        double share = job.path("total").asLong() > 0
                ? (double) job.path("processed").asLong() / job.path("total").asLong()
                : job.path("share").asDouble();
        int done = (int) Math.round(Math.min(1, share) * BAR);
        String left =
                job.has("secondsLeft") ? ", " + time(job.get("secondsLeft").asLong()) + " left" : "";
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + Math.round(share * 100) + " %, "
                + job.path("processed").asText()
                + (job.has("total") ? " of " + job.get("total").asText() : "")
                + " records, " + Math.round(job.path("perSecond").asDouble()) + "/s, "
                + job.path("failed").asText() + " failed" + left;
    }

    private static String time(long seconds) {
        return seconds < 3600
                ? String.format("%d:%02d", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** What became of it; of a rehearsal what would have. */
    static String result(JsonNode job) {
        String would = job.path("validateOnly").asBoolean() ? " would be " : " ";
        return job.path("status").asText() + ", "
                + job.path("created").asText() + would + "created, "
                + job.path("updated").asText() + would + "updated, "
                + job.path("unchanged").asText() + " unchanged, "
                + job.path("failed").asText() + (would.isBlank() ? " failed" : would + "refused")
                + (job.has("problem") ? ". " + job.path("problem").asText() : "");
    }
}
