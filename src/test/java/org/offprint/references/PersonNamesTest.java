package org.offprint.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PersonNamesTest {

    @Test
    void family_names_in_references_are_recognized_before_and_after_given_names() {
        assertEquals("Smith|JK; Jones|L", read("Smith JK, Jones L"));
        assertEquals("Smith|J. K.; Jones|L.", read("Smith, J. K., & Jones, L."));
        assertEquals("Smith|J. K.; Jones|L.", read("J. K. Smith and L. Jones"));
        assertEquals("Smith|John; Jones|Lena Maria", read("Smith, John, and Lena Maria Jones"));
        assertEquals("SMITH|J.; JONES|L.", read("SMITH, J.; JONES, L."));
        assertEquals("Li|N; Song|SH; Lin|XB", read("Li N, Song SH, Lin XB"));
        assertEquals("Smith|John; Jones|Lena", read("John Smith, Lena Jones"));
        assertEquals("Hogue|Christopher W. V.", read("Hogue, Christopher W. V."));
    }

    @Test
    void particles_and_suffixes_and_double_names_in_references_belong_to_the_family_name() {
        assertEquals("van der Berg|J.-P.", read("J.-P. van der Berg"));
        assertEquals("van der Berg|JP; García-Márquez|L", read("van der Berg JP, García-Márquez L"));
        assertEquals("Smith Jr|R. A.; Jones|L.", read("Smith, R. A., Jr., & Jones, L."));
        assertEquals("SILVA|Y. E.", read("SILVA, Y. E."));
    }

    @Test
    void organizations_in_references_have_a_single_name() {
        assertEquals("World Health Organization", read("World Health Organization"));
        assertEquals("IBGE", read("IBGE"));
    }

    @Test
    void chinese_names_in_references_start_with_the_family_name() {
        assertEquals("张|三; 欧阳|修文", read("张三, 欧阳修文"));
    }

    @Test
    void a_list_of_authors_that_ends_with_et_al_is_reported_as_truncated() {
        assertTrue(PersonNames.in("Smith J, et al", 0, 14).isCut());
        assertEquals("Smith|J", read("Smith J, et al"));
    }

    private static String read(String text) {
        List<String> names = PersonNames.in(text, 0, text.length()).people().stream()
                .map(each -> each.name() != null
                        ? each.name()
                        : each.family() + (each.given() == null ? "" : "|" + each.given()))
                .toList();
        return names.stream().collect(Collectors.joining("; "));
    }
}
