package org.offprint.kernel.record.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Tests that sanitized markup is always well-formed, contains only allowed elements, and is unchanged if it is
 * sanitized again.
 */
class MarkupIdempotenceTest {

    private static final List<String> PIECES = List.of(
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<em>",
            "</em>",
            "<sub>",
            "</sub>",
            "<sup>",
            "</sup>",
            "<code>",
            "</code>",
            "<span class=sc>",
            "<span class='a sc'>",
            "</span>",
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "<li>",
            "</li>",
            "<div>",
            "</div>",
            "<br>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<button>",
            "<object>",
            "<a href=x>",
            "</a>",
            "<math>",
            "</math>",
            "<mml:math>",
            "</mml:math>",
            "<mrow>",
            "</mrow>",
            "<mi>",
            "</mi>",
            "<mtext>",
            "</mtext>",
            "<mfrac>",
            "</mfrac>",
            "<mfenced>",
            "<mfenced open='&lt;' close=''>",
            "</mfenced>",
            "<mspace/>",
            "<mtable><mtr><mtd>",
            "<annotation-xml encoding='text/html'>",
            "</annotation-xml>",
            "<annotation>",
            "<semantics>",
            "<maction>",
            "</maction>",
            "<mglyph>",
            "<malignmark>",
            "<style>",
            "</style>",
            "<script>",
            "</script>",
            "<svg>",
            "</svg>",
            "<foreignObject>",
            "<title>",
            "</title>",
            "<desc>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x ?>",
            "<template>",
            "</template>",
            "<select>",
            "<option>",
            "<textarea>",
            "</textarea>",
            "<noscript>",
            "<iframe>",
            "</iframe>",
            "<xmp>",
            "</xmp>",
            "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
            "<form>",
            "<h1>",
            "</h1>",
            "<frameset>",
            "<body onload=x>",
            "<head>",
            "<html>",
            "<image>",
            "<nobr>",
            "<rt>",
            "<dd>",
            "<hr>",
            "<pre>\n",
            "&lt;",
            "&amp;",
            "&nbsp;",
            "&#0;",
            "&#xD800;",
            "\u0000",
            "\uD83D",
            "😀",
            "\u2062",
            "\u202E",
            " ",
            "\n",
            " x ",
            "a",
            "b",
            "1",
            "<",
            ">",
            "&",
            "\"",
            "<mo stretchy=\"&quot;&gt;\">",
            "</mo>",
            "<math alttext='<i>&amp;'>",
            "<u>",
            "</u>");

    private static final Set<String> ALLOWED =
            Set.of("i", "b", "sub", "sup", "u", "s", "code", "span", "p", "ul", "ol", "li");

    @Test
    void sanitizing_markup_twice_has_the_same_result_as_sanitizing_it_once() throws Exception {
        Random random = new Random(20251125);
        for (int i = 0; i < Nightly.or(10_000, 40_000); i++) {
            StringBuilder html = new StringBuilder();
            for (int length = random.nextInt(14) + 1; length > 0; length--) {
                html.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            check(html.toString());
        }
    }

    private static void check(String html) throws Exception {
        for (boolean block : List.of(false, true)) {
            Markup once = block ? Markup.block(html) : Markup.title(html);
            Markup twice = block ? Markup.block(once.html()) : Markup.title(once.html());
            assertEquals(once.html(), twice.html(), html);
            assertEquals(once.text(), twice.text(), html);
            assertEquals(List.of(), twice.removed(), html + " → " + once.html());
            checkXml(once.html(), html);
        }
    }

    private static void checkXml(String cleaned, String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document document =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader("<root>" + cleaned + "</root>")));
        NodeList elements = document.getDocumentElement().getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            boolean isMath = "http://www.w3.org/1998/Math/MathML".equals(element.getNamespaceURI());
            assertTrue(isMath || ALLOWED.contains(element.getTagName()), html + " → " + cleaned);
            for (String bad : List.of("href", "style", "onclick", "src", "title")) {
                assertTrue(!element.hasAttribute(bad), html + " → " + cleaned);
            }
        }
    }
}
