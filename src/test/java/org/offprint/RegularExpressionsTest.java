package org.offprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks that no regular expression repeats a group without a limit. Such an expression uses one stack frame per
 * repetition, and the input may come from a client.
 */
class RegularExpressionsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern USE = Pattern.compile(
            "Pattern\\.compile\\(|\\.matches\\(|\\.replaceAll\\(|\\.replaceFirst\\(|\\.split\\(|regexp = ");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    @Test
    void no_regular_expression_repeats_a_group_without_a_limit() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String expression : expressions(Files.readString(file))) {
                    read++;
                    if (repeatsAGroup(expression)) {
                        found.add(file.getFileName() + ": " + expression);
                    }
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(read > 100, read + " expressions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b)*", "x(?:a)+", "(a)*+", "(a){2,}", "((a)b)*"})
    void a_regular_expression_that_repeats_a_group_without_a_limit_is_detected(String expression) {
        assertTrue(repeatsAGroup(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*(b)", "(a){0,9}", "(a)?", "\\\\)*", "[)*]x", "[^)]+(x)"})
    void a_regular_expression_that_does_not_repeat_a_group_without_a_limit_is_accepted(String expression) {
        assertFalse(repeatsAGroup(expression.replace("\\\\", "\\")));
    }

    /** Returns the string literals in the arguments of each use of a regular expression, concatenated per use. */
    private static List<String> expressions(String source) {
        List<String> expressions = new ArrayList<>();
        Matcher use = USE.matcher(source);
        while (use.find()) {
            int end = source.indexOf(';', use.end());
            Matcher literal = LITERAL.matcher(source).region(use.end(), end < 0 ? source.length() : end);
            StringBuilder expression = new StringBuilder();
            while (literal.find()) {
                expression.append(literal.group(1).replace("\\\\", "\\"));
            }
            expressions.add(expression.toString());
        }
        return expressions;
    }

    private static boolean repeatsAGroup(String expression) {
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == ')' && !inClass && isUnbounded(expression.substring(i + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnbounded(String quantifier) {
        return quantifier.startsWith("*")
                || quantifier.startsWith("+")
                || Pattern.compile("\\{[0-9]+,}").matcher(quantifier).lookingAt();
    }
}
