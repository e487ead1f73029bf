package org.offprint.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Reports the progress and result of an import: on a terminal by a bar that is drawn over and over on its line, into a
 * file by a line now and then without anything but text.
 */
public final class ImportProgress {

    private static final int BAR = 20;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    /** To the beginning of the line, which is emptied; what is wider than the terminal is cut, not broken. */
    private static final String REDRAW = "\r\u001b[K\u001b[?7l";

    private static final String DRAWN = "\u001b[?7h";

    private final PrintStream out;
    private final boolean isTerminal;
    private Instant told = Instant.EPOCH;

    /** @param isTerminal whether a person watches, so that a line can be drawn again */
    public ImportProgress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void println(String line) {
        out.println(line);
    }

    /** Shows the progress of the job. */
    void show(JsonNode job) {
        boolean isEnd = job.has("endedAt");
        draw(bar(job), isEnd);
        if (isEnd && isTerminal) {
            out.println();
        }
    }

    /** The service does not answer and is asked again. */
    void away() {
        draw("No answer; asking again", false);
    }

    private void draw(String text, boolean isLast) {
        if (isTerminal) {
            out.print(REDRAW + text + DRAWN);
        } else if (isLast || Duration.between(told, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
            out.println(text);
            told = Instant.now();
        }
        out.flush();
    }

    /** Prints the problems of a record that failed, one a line. */
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

    /** Returns the progress on one line. */
    private static String bar(JsonNode job) {
        double share = job.path("total").asLong() > 0
                ? (double) job.path("processed").asLong() / job.path("total").asLong()
                : job.path("share").asDouble();
        int done = (int) Math.round(Math.min(1, share) * BAR);
        String left = job.has("secondsLeft") ? time(job.get("secondsLeft").asLong()) + " left, " : "";
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + Math.round(share * 100) + " %, " + left
                + job.path("processed").asText()
                + (job.has("total") ? " of " + job.get("total").asText() : "")
                + " records, " + job.path("failed").asText() + " failed, "
                + Math.round(job.path("perSecond").asDouble()) + "/s";
    }

    private static String time(long seconds) {
        return seconds < 3600
                ? String.format("%d:%02d", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Returns the result of the job; of a rehearsal the result that it would have had. */
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
