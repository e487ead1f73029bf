package org.offprint.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows the progress of a command. On a terminal, a progress bar is redrawn in place. In a file, progress is printed as
 * occasional lines of plain text.
 */
final class ProgressLine {

    private static final int BAR = 20;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    /**
     * Control sequence that moves to the start of the terminal line, clears the line, and truncates wide text instead
     * of wrapping it.
     */
    private static final String REDRAW = "\r\u001b[K\u001b[?7l";

    private static final String DRAWN = "\u001b[?7h";

    private final PrintStream out;
    private final boolean isTerminal;
    private Instant told = Instant.EPOCH;

    /**
     * Creates an output for the progress of a command.
     *
     * @param isTerminal whether {@code out} is a terminal, on which a line can be redrawn
     */
    ProgressLine(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void println(String line) {
        out.println(line);
    }

    /** Prints a message above the progress bar. */
    void printMessage(String line) {
        out.println(isTerminal ? "\r\u001b[K" + line : line);
    }

    /**
     * Shows the progress of a command. Intermediate updates are limited in frequency; the last update is always shown.
     */
    void draw(String text, boolean isLast) {
        Duration pause = isTerminal ? BETWEEN_BARS : BETWEEN_LINES;
        if (!isLast && Duration.between(told, Instant.now()).compareTo(pause) < 0) {
            return;
        }
        told = Instant.now();
        if (isTerminal) {
            out.print(REDRAW + text + DRAWN + (isLast ? System.lineSeparator() : ""));
        } else {
            out.println(text);
        }
        out.flush();
    }

    /**
     * Returns a progress bar with a percentage.
     *
     * @param share completed share of the work, from 0 to 1
     */
    static String bar(double share) {
        int done = (int) Math.round(Math.min(1, share) * BAR);
        return "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + Math.round(share * 100) + " %";
    }

    static String time(long seconds) {
        return seconds < 3600
                ? String.format("%d:%02d", seconds / 60, seconds % 60)
                : String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
