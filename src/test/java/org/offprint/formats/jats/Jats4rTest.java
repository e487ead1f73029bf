package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.Records;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.SharedData;

/** Tests that JATS exports follow the applicable JATS4R rules, listed in {@code formats/jats4r-rules.tsv}. */
class Jats4rTest {

    private static final double CLEAN = 0.95;
    private static final double CLEAN_WITH_TEXT = 0.95;

    private final Jats4rRules rules = new Jats4rRules();

    @Test
    void the_jats_export_of_the_full_record_violates_no_jats4r_rule() throws Exception {
        assertEquals(List.of(), broken(Records.named(Records.FULL)));
        assertEquals(List.of("permissions are told"), broken(Records.named(Records.MINIMAL)));
    }

    @Test
    void each_jats4r_rule_detects_a_violation() throws Exception {
        String bad = """
                <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
                <front><article-meta><contrib-group><contrib><contrib-id>1</contrib-id><role vocab="credit">Mud</role></contrib></contrib-group>
                <aff id="a1"><sup>1</sup>Mud <country country="Mudland">Mudland</country><institution-id>1</institution-id></aff>
                <article-version>1</article-version><self-uri xlink:href="https://mud.example"/>
                <funding-group><award-group><funding-source>Mud Fund</funding-source><principal-award-recipient/></award-group></funding-group>
                <abstract/><abstract/></article-meta></front>
                <body><sec sec-type="data-availability"/><mml:math/><graphic/></body>
                <back><ref-list><ref><element-citation><elocation-id>e1</elocation-id><fpage>12</fpage><lpage>7</lpage><year>MM</year>
                <pub-id>1</pub-id></element-citation><element-citation publication-type="data"/><element-citation publication-type="preprint"/>
                </ref></ref-list></back></article>""";
        List<String> broken = rules.broken(bad);
        assertTrue(broken.size() >= 22, broken.toString());
    }

    @Test
    void jats_exports_of_almost_all_real_articles_violate_no_jats4r_rule() throws Exception {
        Map<String, List<String>> articles = new TreeMap<>();
        int all = 0;
        int clean = 0;
        for (Path file : files()) {
            ObjectNode read = ImportReadings.all("jats", new ByteArrayInputStream(Files.readAllBytes(file)))
                    .get(0)
                    .body();
            for (boolean linked : new boolean[] {false, true}) {
                List<String> broken = broken(Publishing.publish(read, linked));
                all++;
                clean += broken.isEmpty() ? 1 : 0;
                broken.forEach(rule -> articles.computeIfAbsent(rule, none -> new ArrayList<>())
                        .add(file.getFileName().toString()));
            }
        }
        assertTrue(clean >= CLEAN * all, clean + " of " + all + " violate no rule; " + articles);
    }

    @Test
    void jats_exports_with_full_text_of_most_real_articles_violate_no_jats4r_rule() throws Exception {
        Map<String, List<String>> articles = new TreeMap<>();
        int all = 0;
        int clean = 0;
        for (Path file : files()) {
            byte[] source = Files.readAllBytes(file);
            ObjectNode read = ImportReadings.all("jats", new ByteArrayInputStream(source))
                    .get(0)
                    .body();
            String whole = JatsArticle.of(
                    RoundTrips.format("jats").writer().write(Publishing.publish(read, false)),
                    SourceArticle.read(new ByteArrayInputStream(source)),
                    UnaryOperator.identity());
            List<String> broken = rules.broken(whole);
            all++;
            clean += broken.isEmpty() ? 1 : 0;
            broken.forEach(rule -> articles.computeIfAbsent(rule, none -> new ArrayList<>())
                    .add(file.getFileName().toString()));
        }
        assertTrue(clean >= CLEAN_WITH_TEXT * all, clean + " of " + all + " violate no rule; " + articles);
    }

    private static List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            return Nightly.some(files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList());
        }
    }

    private List<String> broken(PublishedRecord record) throws Exception {
        return rules.broken(RoundTrips.format("jats").writer().write(record));
    }
}
