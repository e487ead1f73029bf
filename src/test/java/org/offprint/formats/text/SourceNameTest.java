package org.offprint.formats.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.formats.text.SourceName.Kind;
import org.offprint.formats.text.SourceName.Particles;

class SourceNameTest {

    @Test
    void names_of_people_are_parsed_in_every_name_order() {
        SourceName smith = SourceName.person("Smith", "J. A.", null);
        assertEquals(List.of(smith), SourceName.all("Smith, J. A."));
        assertEquals(List.of(smith), SourceName.all("J. A. Smith"));
        assertEquals(List.of(smith), SourceName.all("Smith J. A."));
        assertEquals(List.of(SourceName.person("Smith", "John", "Jr.")), SourceName.all("John Smith, Jr."));
        assertEquals(List.of(SourceName.person("Smith", "John", "III")), SourceName.all("Smith, John, III"));
        assertEquals(
                List.of(SourceName.person("Smith", "JA", null), SourceName.person("Li", "B", null)),
                SourceName.all("Smith JA, Li B"));
        assertEquals(
                List.of(SourceName.person("Smith", "Ann", null), SourceName.person("Li", "Bo", null)),
                SourceName.all("Smith, Ann and Li, Bo"));
    }

    @Test
    void organization_names_are_distinguished_from_names_of_people() {
        assertEquals(List.of(SourceName.organization("University of Oxford")), SourceName.all("University of Oxford"));
        assertEquals(List.of(SourceName.organization("Acme, Inc.")), SourceName.all("Acme, Inc."));
        assertEquals(List.of(SourceName.organization("Bourbaki")), SourceName.all("Bourbaki,"));
        assertEquals(Kind.OTHERS, SourceName.all("et al.").get(0).kind());
        assertEquals(
                Kind.UNKNOWN, SourceName.all("a b, c d, e f, g h, i j").get(0).kind());
    }

    @Test
    void name_particles_are_parsed_as_part_of_the_family_name() {
        List<String> words = List.of("Ludwig", "van", "Beethoven");
        assertEquals(
                SourceName.person("van Beethoven", "Ludwig", null), SourceName.spoken(words, null, Particles.SHORT));
        assertEquals("d'Alembert", SourceName.withParticles("d'", "Alembert"));
        assertNull(SourceName.withParticles(null, " "));
    }

    @Test
    void the_bibtex_and_default_particle_rules_differ_for_a_lowercase_last_word() {
        List<String> words = List.of("Vincent", "van", "gogh");
        assertEquals(SourceName.person("gogh", "Vincent van", null), SourceName.spoken(words, null, Particles.SHORT));
        assertEquals(SourceName.person("van gogh", "Vincent", null), SourceName.spoken(words, null, Particles.BIBTEX));
    }

    @Test
    void a_name_of_one_word_is_parsed_as_a_family_name() {
        assertEquals("Plato", SourceName.person(null, "Plato", null).family());
        assertEquals(SourceName.person("Plato", null, null), SourceName.inverted("Plato"));
        assertEquals(SourceName.person("Smith", "Ann", null), SourceName.inverted("Smith, Ann"));
        assertEquals(SourceName.person("Smith, Ann, Jr", null, null), SourceName.inverted("Smith, Ann, Jr"));
    }
}
