package org.offprint.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the list of command-line options. */
class CommandLineUsageTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void help_lists_each_option_on_its_own_line_and_exits_with_0() {
        assertTrue(CommandLineUsage.supports("--help"));
        assertEquals(0, CommandLineUsage.print(out, "--help"));
        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        for (String option :
                List.of("--import", "--move-files", "--check-files", "--restore", "--help", "--version", "--delete")) {
            assertEquals(
                    1,
                    lines.stream()
                            .filter(line -> line.strip().startsWith(option))
                            .count(),
                    option);
        }
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100));
    }

    @Test
    void version_prints_the_name_and_a_number_and_exits_with_0() {
        assertEquals(0, CommandLineUsage.print(out, "--version"));
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("Offprint ") && Character.isDigit(text.charAt(9)), text);
    }

    @Test
    void an_unknown_option_prints_all_options_and_exits_with_2() {
        assertFalse(CommandLineUsage.supports("--nothing"));
        assertEquals(2, CommandLineUsage.reject(out, "--nothing"));
        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("The option --nothing is unknown or incomplete."), text);
        assertTrue(Stream.of("--import", "--restore", "--help").allMatch(text::contains), text);
    }
}
