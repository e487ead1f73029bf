package org.offprint.app.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how far something is: on a terminal by a bar that is drawn over and over on its line, into a file by a line now
 * and then without anything but text.
 */
final class ProgressLine {

    private static final int BAR = 20;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_BARS = Duration.ofMillis(100);
    /** To the beginning of the line, which is emptied; what is wider than the terminal is cut, not broken. */
    private static final String REDRAW = "\r\u001b[K\u001b[?7l";

    private static final String DRAWN = "\u001b[?7h";

    private final PrintStream out;
    private final boolean isTerminal;
    private Instant told = Instant.EPOCH;

    /** @param isTerminal whether a person watches, so that a line can be drawn again */
    ProgressLine(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    void println(String line) {
        out.println(line);
    }

    /** Prints a line that is no progress, above the bar. */
    void interrupt(String line) {
        out.println(isTerminal ? "\r\u001b[K" + line : line);
    }

    /** Shows the progress; the last one always, others not too often. */
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

    /** @param share from 0 to 1 */
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
