package org.offprint.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Prints the progress and result of an import. */
public final class ImportProgress {

    private final ProgressLine out;

    /**
     * Creates an output for the progress of an import.
     *
     * @param isTerminal whether {@code out} is a terminal, on which a line can be redrawn
     */
    public ImportProgress(PrintStream out, boolean isTerminal) {
        this.out = new ProgressLine(out, isTerminal);
    }

    void println(String line) {
        out.println(line);
    }

    /** Shows the progress of an import job. */
    void show(JsonNode job) {
        out.draw(bar(job), job.has("endedAt"));
    }

    /** Shows that the service is not responding and that the request is being retried. */
    void showRetrying() {
        out.draw("The service does not answer. Retrying.", false);
    }

    /** Prints the problems of a failed record, one per line. */
    void failure(JsonNode outcome) {
        String where = outcome.path("file").asText("")
                + (outcome.has("line")
                        ? " line " + outcome.path("line").asText()
                        : " record " + outcome.path("number").asText());
        for (JsonNode problem : outcome.path("problems")) {
            String pointer = problem.path("pointer").asText();
            out.println("  " + where.strip() + (pointer.isEmpty() ? "" : " " + pointer) + ": "
                    + problem.path("message").asText());
        }
    }

    /** Returns the progress of an import job as one line. */
    private static String bar(JsonNode job) {
        double share = job.path("total").asLong() > 0
                ? (double) job.path("processed").asLong() / job.path("total").asLong()
                : job.path("share").asDouble();
        String left = job.has("secondsLeft")
                ? ProgressLine.time(job.get("secondsLeft").asLong()) + " left, "
                : "";
        return ProgressLine.bar(share) + ", " + left
                + job.path("processed").asText()
                + (job.has("total") ? " of " + job.get("total").asText() : "")
                + " records, " + job.path("failed").asText() + " failed, "
                + Math.round(job.path("perSecond").asDouble()) + "/s";
    }

    /**
     * Returns the result of an import job as one line. For a dry run, the line states how many records would be created
     * or updated.
     */
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
