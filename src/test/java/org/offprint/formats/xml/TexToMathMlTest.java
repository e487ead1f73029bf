package org.offprint.formats.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the conversion of TeX formulas to MathML. */
class TexToMathMlTest {

    private static String markup(TexToMathMl.Node node) {
        StringBuilder markup = new StringBuilder("<" + node.name());
        for (int i = 0; i < node.attributes().size(); i += 2) {
            markup.append(' ')
                    .append(node.attributes().get(i))
                    .append("='")
                    .append(node.attributes().get(i + 1))
                    .append('\'');
        }
        markup.append('>').append(node.text() == null ? "" : node.text());
        node.children().forEach(child -> markup.append(markup(child)));
        return markup.append("</").append(node.name()).append('>').toString();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/formats/tex-math.tsv", delimiter = '\t')
    void supported_tex_is_converted_to_mathml(String tex, String mathml) {
        TexToMathMl converted = TexToMathMl.of(tex);

        assertNull(converted.problem());
        assertEquals(mathml, markup(converted.math()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\\frac{a+1}{b}; (a+1)/b",
                "\\mathrm{H_2O}; H2O",
                "10\\,000; 10 000",
                "\\sin x; sin x",
                "\\text{mass of }m; mass of m",
                "x\\!y; xy",
                "\\sqrt s+\\sqrt{a+b}; √s+√(a+b)",
                "\\sqrt[3]{x}\\sqrt[n]{a+b}; ∛xn√(a+b)",
                "\\frac{x_i}{2}; xi/2",
                "\\binom{n}{k}; (n k)",
                "{n+1 \\choose k}; (n+1 k)",
                "a\\phantom{b}\\vphantom{\\frac{c}{d}}e; ae",
            })
    void a_converted_formula_has_a_plain_text(String tex, String text) {
        assertEquals(text, TexToMathMl.of(tex).text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "$x$; x",
                "$$x$$; x",
                "\\[x\\]; x",
                "\\( x \\); x",
                "\\documentclass{minimal}\\begin{document}$$x$$\\end{document}; x",
                "x\\end{document}; x",
                "\\($x\\); x",
                "\\[x$ \\]; x",
            })
    void the_source_excludes_the_document_and_the_delimiters(String tex, String source) {
        assertEquals(source, TexToMathMl.of(tex).source());
        assertNotNull(TexToMathMl.of(tex).math());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\\special; unsupported command \"\\special\"",
                "\\def\\a{\\a\\a}\\a; unsupported command \"\\def\"",
                "\\begin{tikzpicture}\\end{tikzpicture}; unsupported environment \"tikzpicture\"",
                "\\text{\\ref{a}}; unsupported command in text \"\\ref\"",
                "\\mbox{\\boldmath $x$}; unsupported command in text \"\\boldmath\"",
                "\\text{\\bf x}; unsupported command in text \"\\bf\"",
                "\\text{{\\it x}}; unsupported command in text \"\\it\"",
                "\\textbf{\\rm x}; unsupported command in text \"\\rm\"",
                "\\textbf{x \\textit{y}}; unsupported command in text \"\\textit\"",
                "\\fbox{x}; unsupported command \"\\fbox\"",
                "\\smash[c]{x}; unsupported optional argument",
                "\\cfrac[x]{1}{2}; unsupported optional argument",
                "\\stackrel[b]{a}{=}; unsupported optional argument",
                "\\begin{aligned}[X,Y]\\end{aligned}; unsupported optional argument",
                "\\begin{matrix}a\\\\[b]\\end{matrix}; unsupported optional argument",
                "\\nolinebreak[4]; unsupported command \"\\nolinebreak\"",
                "a\\hskip 1pt plus 2pt minus 3pt b; unsupported stretchable space",
                "a\\mskip1mu minus 1mu b; unsupported stretchable space",
                "a\\hspace{1pt plus 1pt}b; unsupported length \"1pt plus 1pt\"",
                "\\unicode{xFFFE}; invalid character number \"xFFFE\"",
                "\\unicode{xD800}; invalid character number \"xD800\"",
                "\\unicode{x1}; invalid character number \"x1\"",
                "\\unicode{x110000}; invalid character number \"x110000\"",
                "x^2^3; second script",
                "\\frac{a}; incomplete group or command",
                "{x; incomplete group or command",
                "x}; unexpected end of a group",
                "x$; unexpected end of a group",
                "a & b; cell outside a table",
                "a \\\\ b; line break outside a table",
                "\\begin{matrix}\\end{array}; unexpected end of the environment \"array\"",
                "\\frac^2; script instead of an argument",
                "x % y; unsupported comment",
                "\\left x; unsupported delimiter \"x\"",
                "\\; backslash at the end",
                "$$; empty formula",
                "{}; empty formula",
            })
    void other_tex_is_not_converted_and_the_reason_is_stated(String tex, String problem) {
        TexToMathMl converted = TexToMathMl.of(tex);

        assertNull(converted.math());
        assertNull(converted.text());
        assertEquals(problem, converted.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\\smash[b]{x}; x",
                "\\cfrac[l]{1}{2}; \\cfrac{1}{2}",
                "\\begin{aligned}[t] x\\end{aligned}; \\begin{aligned}x\\end{aligned}",
                "\\begin{aligned} [c] x\\end{aligned}; \\begin{aligned}x\\end{aligned}",
                "\\begin{aligned} [X,Y]\\end{aligned}; \\begin{aligned}{}[X,Y]\\end{aligned}",
                "\\begin{alignedat}[b]{2}x\\end{alignedat}; \\begin{aligned}x\\end{aligned}",
                "\\begin{array}[t]{l}x\\end{array}; \\begin{array}{l}x\\end{array}",
                "\\begin{matrix}a\\\\ [1.5em]b\\end{matrix}; \\begin{matrix}a\\\\b\\end{matrix}",
                "\\begin{matrix}a\\\\ [b]\\end{matrix}; \\begin{matrix}a\\\\{}[b]\\end{matrix}",
                "\\text{\\rm x}; \\text{x}",
                "\\text{a \\textbf{b}}; \\text{a }\\textbf{b}",
            })
    void options_and_commands_without_effect_are_omitted(String tex, String other) {
        TexToMathMl converted = TexToMathMl.of(tex);

        assertNull(converted.problem());
        assertEquals(
                markup(TexToMathMl.of(other).math()).replace("<mrow></mrow>", ""),
                markup(converted.math()).replace("<mrow></mrow>", ""));
    }

    @Test
    void the_reason_quotes_at_most_100_characters_of_the_formula() {
        assertEquals(
                "unsupported command \"\\" + "a".repeat(99) + "…\"",
                TexToMathMl.of("\\" + "a".repeat(10_000)).problem());
        assertEquals(
                "unsupported environment \"a b\"",
                TexToMathMl.of("\\begin{a\nb}").problem());
    }

    @Test
    void hostile_tex_is_converted_or_rejected_within_bounds() {
        List<String> hostile = List.of(
                "{".repeat(20_000),
                "{".repeat(90) + "x" + "}".repeat(90),
                "\\left(".repeat(60) + "x" + "\\right)".repeat(60),
                "\\newcommand{\\a}{\\a\\a}\\a",
                "\\begin{array}{c}" + "\\\\[".repeat(6_600) + "\\end{array}",
                "\\begin{array}{c}" + "\\\\[".repeat(6_600) + "]\\end{array}",
                "\\mathrm{" + "a".repeat(19_980) + "}",
                "\\mathrm{" + "\\mu ".repeat(4_900) + "}",
                "\\frac".repeat(4_000),
                "\\sqrt[".repeat(3_300),
                "\\left(".repeat(3_000),
                "\\begin{matrix}".repeat(1_400),
                "\\begin{matrix}" + "&".repeat(19_900) + "\\end{matrix}",
                "\\text{$".repeat(2_500),
                "\\displaystyle x".repeat(1_300),
                "f" + "'".repeat(19_999),
                "\\color[".repeat(2_500),
                "\\hspace{1e9em}",
                "\\unicode{x110000}",
                "x".repeat(20_001),
                "{".repeat(100_000) + "x" + "}".repeat(100_000),
                "\\text{".repeat(3_000),
                "\\hskip 1pt plus ".repeat(1_200),
                "\\smash[".repeat(2_800),
                "\\begin{aligned} [".repeat(1_000),
                "\\begin{matrix}" + "\\\\ [b".repeat(3_000) + "\\end{matrix}",
                "\\sqrt[".repeat(40) + "x" + "]x".repeat(40),
                "x".repeat(1_000_000),
                "$".repeat(1_000_000),
                " ".repeat(1_000_000),
                "\\begin{document}".repeat(60_000),
                "{".repeat(1_000_000),
                "\ud835");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> hostile.forEach(TexToMathMlTest::assertBounded));
        assertEquals(
                "more than 20000 characters", TexToMathMl.of("x".repeat(20_001)).problem());
        assertEquals(
                "more than 100 nested groups",
                TexToMathMl.of("{".repeat(20_000)).problem());
        assertEquals(
                "unsupported character U+D835", TexToMathMl.of("\\text{\uD835}").problem());
        assertEquals(
                "more than 50 nested elements",
                TexToMathMl.of("\\left(".repeat(60) + "x" + "\\right)".repeat(60))
                        .problem());
    }

    @Test
    void arbitrary_tex_is_converted_or_rejected_within_bounds() {
        String[] parts = ("\\frac \\sqrt [ ] { } ^ _ ' & \\\\ \\left( \\right) \\left. \\right| \\begin{matrix}"
                        + " \\end{matrix} \\begin{array}{lr} \\end{array} \\text{ $ \\mathrm{ \\mathbf \\binom \\phantom \\smash[b] \\hat \\over x 12 3.4 + - \\sum"
                        + " \\alpha \\not \\big( \\displaystyle \\rm \\limits \\operatorname{ab} \\underset \\substack{"
                        + " \\tag{1} \\color{red} \\middle| % \\xrightarrow[ ~ \\, | é")
                .split(" ");
        Random random = new Random(40);
        int converted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder tex = new StringBuilder();
            for (int j = random.nextInt(14); j >= 0; j--) {
                tex.append(parts[random.nextInt(parts.length)]);
            }
            assertBounded(tex.toString());
            converted += TexToMathMl.of(tex.toString()).math() == null ? 0 : 1;
        }
        assertTrue(converted > 500, converted + " formulas were converted");
    }

    private static void assertBounded(String tex) {
        TexToMathMl converted = TexToMathMl.of(tex);
        if (converted.math() == null) {
            assertNotNull(converted.problem(), tex);
        } else {
            assertTrue(converted.math().depth() <= 52, tex);
            assertTrue(markup(converted.math()).length() <= 200 * (tex.length() + 1), tex);
            assertTrue(converted.text().length() <= 5 * tex.length(), tex);
        }
    }
}
