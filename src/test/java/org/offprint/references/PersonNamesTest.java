package org.offprint.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PersonNamesTest {

    @Test
    void families_come_before_or_behind_given_names() {
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
    void particles_suffixes_and_double_names_stay_with_their_families() {
        assertEquals("van der Berg|J.-P.", read("J.-P. van der Berg"));
        assertEquals("van der Berg|JP; García-Márquez|L", read("van der Berg JP, García-Márquez L"));
        assertEquals("Smith Jr|R. A.; Jones|L.", read("Smith, R. A., Jr., & Jones, L."));
        assertEquals("SILVA|Y. E.", read("SILVA, Y. E."));
    }

    @Test
    void organizations_have_one_name() {
        assertEquals("World Health Organization", read("World Health Organization"));
        assertEquals("IBGE", read("IBGE"));
    }

    @Test
    void han_names_begin_with_the_family() {
        assertEquals("张|三; 欧阳|修文", read("张三, 欧阳修文"));
    }

    @Test
    void a_list_that_is_cut_says_so() {
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
