package org.offprint.web.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tests of bylines that editors paste into the form of contributors. */
class PastedNamesTest {

    private static String names(String byline) {
        return PastedNames.contributors(byline, "").stream()
                .map(PastedNamesTest::name)
                .collect(Collectors.joining("; "));
    }

    private static String name(ObjectNode each) {
        return each.path("family").asText()
                + (each.has("given") ? "/" + each.get("given").asText() : "")
                + (each.has("suffix") ? "/" + each.get("suffix").asText() : "")
                + (each.has("corresponding") ? "*" : "");
    }

    @Test
    void names_are_separated_by_commas_words_and_lines() {
        assertEquals("Garrow/Edith; Lin/Bowen; Okafor/N.", names("Edith Garrow, Bowen Lin and N. Okafor"));
        assertEquals("Garrow/A.; Lin/B.", names("A. Garrow, B. Lin"));
        assertEquals("Garrow/A.; Lin/B.; Okafor/C.", names("A. Garrow, B. Lin, and C. Okafor"));
        assertEquals("Garrow/Edith; Lin/Bowen", names("Edith Garrow\r\nBowen Lin\r\n"));
        assertEquals("Muñoz/Ana; Pérez/Luis", names("Ana Muñoz y Luis Pérez"));
        assertEquals("Müller/Jörg; Weiß/Eva", names("Jörg Müller und Eva Weiß"));
        assertEquals("王小明; 李华", names("王小明，李华"));
        assertEquals("", names("  "));
    }

    @Test
    void family_names_before_a_comma_are_recognized() {
        assertEquals("Garrow/Edith; Lin/Bowen", names("Garrow, Edith; Lin, Bowen"));
        assertEquals("Garrow/Edith; de Souza/Ana", names("Garrow, Edith\nde Souza, Ana"));
        assertEquals("Garrow/Edith", names("Garrow, Edith"));
    }

    @Test
    void particles_and_suffixes_do_not_belong_to_given_names() {
        assertEquals(
                "van der Berg/Jan; King/Martin Luther/Jr.; Plato",
                names("Jan van der Berg, Martin Luther King Jr., Plato"));
    }

    @Test
    void marks_link_names_to_affiliations() {
        for (String byline : List.of(
                "Edith Garrow¹*, Bowen Lin¹,², N. Okafor²",
                "Edith Garrow1*, Bowen Lin1,2, N. Okafor2",
                "Edith Garrow 1 *; Bowen Lin 1, 2; N. Okafor 2")) {
            List<ObjectNode> found = PastedNames.contributors(
                    byline, "¹ Museum of the Tideline, Whitby, UK\n2. Institute of Mud, Ribe\n* Correspondence");
            assertEquals(
                    "Garrow/Edith*; Lin/Bowen; Okafor/N.",
                    found.stream().map(PastedNamesTest::name).collect(Collectors.joining("; ")),
                    byline);
            assertEquals(
                    List.of("Museum of the Tideline, Whitby, UK", "Institute of Mud, Ribe"),
                    found.get(1).path("affiliations").findValuesAsText("text"));
            assertEquals(
                    List.of("Institute of Mud, Ribe"),
                    found.get(2).path("affiliations").findValuesAsText("text"));
        }
    }

    @Test
    void a_single_affiliation_without_marks_belongs_to_all_names() {
        List<ObjectNode> found = PastedNames.contributors("Edith Garrow, Bowen Lin", "Museum of the Tideline, Whitby");
        found.forEach(each -> assertEquals(
                List.of("Museum of the Tideline, Whitby"),
                each.path("affiliations").findValuesAsText("text")));
        assertEquals(2, found.size());
    }
}
