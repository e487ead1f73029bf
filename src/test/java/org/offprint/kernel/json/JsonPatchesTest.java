package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;

class JsonPatchesTest {

    /** Contains the examples of RFC 7396, appendix A, in which the document and the patch are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':'b'}                 | {'a':'c'}                | {'a':'c'}",
                "{'a':'b'}                 | {'b':'c'}                | {'a':'b','b':'c'}",
                "{'a':'b'}                 | {'a':null}               | {}",
                "{'a':'b','b':'c'}         | {'a':null}               | {'b':'c'}",
                "{'a':['b']}               | {'a':'c'}                | {'a':'c'}",
                "{'a':'c'}                 | {'a':['b']}              | {'a':['b']}",
                "{'a':{'b':'c'}}           | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}         | {'a':[1]}                | {'a':[1]}",
                "{'e':null}                | {'a':1}                  | {'e':null,'a':1}",
                "{}                        | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
                "{'a':'b'}                 | {}                       | {'a':'b'}",
                "{'a':[null]}              | {'b':[null]}             | {'a':[null],'b':[null]}",
            })
    void a_merge_patch_is_applied_as_specified_in_rfc_7396(String document, String patch, String expected) {
        assertEquals(tree(expected), JsonPatches.apply(tree(document), tree(patch), true));
    }

    @Test
    void a_merge_patch_that_is_not_an_object_is_rejected() {
        for (String patch : List.of("[]", "null", "'x'", "3")) {
            assertEquals("wrong-type", refused("{}", patch, true).code());
        }
    }

    /** Contains the examples of RFC 6902, appendix A, and edge cases. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'foo':'bar'}         | {'op':'add','path':'/baz','value':'qux'}                   | {'foo':'bar','baz':'qux'}",
                "{'foo':['bar','baz']} | {'op':'add','path':'/foo/1','value':'qux'}                 | {'foo':['bar','qux','baz']}",
                "{'foo':['bar']}       | {'op':'add','path':'/foo/1','value':'qux'}                 | {'foo':['bar','qux']}",
                "{'foo':['bar']}       | {'op':'add','path':'/foo/-','value':['abc','def']}         | {'foo':['bar',['abc','def']]}",
                "{'foo':'bar'}         | {'op':'add','path':'/foo','value':null}                    | {'foo':null}",
                "{'foo':'bar'}         | {'op':'add','path':'','value':{'a':1}}                     | {'a':1}",
                "{'foo':'bar'}         | {'op':'add','path':'/','value':1}                          | {'foo':'bar','':1}",
                "{'foo':'bar'}         | {'op':'add','path':'/b','value':1,'xyz':123}               | {'foo':'bar','b':1}",
                "{'baz':'qux','foo':1} | {'op':'remove','path':'/baz'}                              | {'foo':1}",
                "{'foo':[1,2,3]}       | {'op':'remove','path':'/foo/1'}                            | {'foo':[1,3]}",
                "{'baz':'qux','foo':1} | {'op':'replace','path':'/baz','value':'boo'}               | {'baz':'boo','foo':1}",
                "{'foo':[1,2,3]}       | {'op':'replace','path':'/foo/0','value':[]}                | {'foo':[[],2,3]}",
                "{'foo':1}             | {'op':'replace','path':'','value':{}}                      | {}",
                "{'foo':{'bar':1},'q':{'c':2}} | {'op':'move','from':'/foo/bar','path':'/q/t'}      | {'foo':{},'q':{'c':2,'t':1}}",
                "{'foo':['a','b','c']} | {'op':'move','from':'/foo/0','path':'/foo/2'}              | {'foo':['b','c','a']}",
                "{'foo':1}             | {'op':'move','from':'/foo','path':'/foo'}                  | {'foo':1}",
                "{'foo':{'a':1}}       | {'op':'move','from':'/foo/a','path':'/foo'}                | {'foo':1}",
                "{'foo':[1]}           | {'op':'copy','from':'/foo','path':'/bar'}                  | {'foo':[1],'bar':[1]}",
                "{'foo':[1]}           | {'op':'copy','from':'','path':'/foo/-'}                    | {'foo':[1,{'foo':[1]}]}",
                "{'foo':['a',2]}       | {'op':'test','path':'/foo','value':['a',2.0]}              | {'foo':['a',2]}",
                "{'a/b':1,'~1':10}     | {'op':'test','path':'/~01','value':10}                     | {'a/b':1,'~1':10}",
                "{'a/b':1}             | {'op':'replace','path':'/a~1b','value':2}                  | {'a/b':2}",
                "{'foo':{'0':1}}       | {'op':'remove','path':'/foo/0'}                            | {'foo':{}}"
            })
    void a_json_patch_is_applied_as_specified_in_rfc_6902(String document, String operation, String expected) {
        JsonNode before = tree(document);
        assertEquals(tree(expected), JsonPatches.apply(before, tree("[" + operation + "]"), false));
        assertEquals(tree(document), before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'op':'add','path':'/foo/9','value':1}              | /0/path",
                "{'op':'add','path':'/foo/01','value':1}             | /0/path",
                "{'op':'add','path':'/foo/-1','value':1}             | /0/path",
                "{'op':'add','path':'/foo/1e0','value':1}            | /0/path",
                "{'op':'add','path':'/foo/99999999999','value':1}    | /0/path",
                "{'op':'add','path':'/none/a','value':1}             | /0/path",
                "{'op':'add','path':'/text/a','value':1}             | /0/path",
                "{'op':'add','path':'/a'}                            | /0/value",
                "{'op':'remove','path':'/foo/-'}                     | /0/path",
                "{'op':'remove','path':'/none'}                      | /0/path",
                "{'op':'remove','path':''}                           | /0/path",
                "{'op':'replace','path':'/none','value':1}           | /0/path",
                "{'op':'move','from':'/none','path':'/a'}            | /0/from",
                "{'op':'move','from':'/foo','path':'/foo/0'}         | /0/path",
                "{'op':'move','from':'','path':'/a'}                 | /0/path",
                "{'op':'move','path':'/a'}                           | /0/from",
                "{'op':'copy','from':'/none','path':'/a'}            | /0/from",
                "{'op':'test','path':'/text','value':'other'}        | /0/value",
                "{'op':'test','path':'/foo','value':['1']}           | /0/value",
                "{'op':'test','path':'/none','value':null}           | /0/path",
                "{'op':'ADD','path':'/a','value':1}                  | /0/op",
                "{'path':'/a','value':1}                             | /0/op",
                "{'op':'remove','path':'foo'}                        | /0/path",
                "{'op':'remove','path':'/~2'}                        | /0/path",
                "{'op':'remove','path':'/~'}                         | /0/path",
                "{'op':'remove','path':3}                            | /0/path",
                "{'op':'test','path':'/text','value':'t'},{'op':'x','path':''} | /1/op",
                "3                                                   | /0/op"
            })
    void a_failed_json_patch_operation_is_reported_with_its_json_pointer(String operations, String pointer) {
        Finding finding = refused("{'foo':[1],'text':'t'}", "[" + operations + "]", false);
        assertEquals(pointer, finding.pointer());
        assertEquals("patch", finding.code());
    }

    @Test
    void a_json_patch_with_more_than_10000_operations_is_rejected() {
        assertEquals("", refused("{}", "{}", false).pointer());
        String operation = "{'op':'test','path':'','value':{}}";
        String most = "[" + (operation + ",").repeat(9_999) + operation + "]";
        assertEquals(tree("{}"), JsonPatches.apply(tree("{}"), tree(most), false));
        assertEquals("", refused("{}", most.replace("]", ",3]"), false).pointer());
    }

    @Test
    void a_json_patch_whose_copy_operations_grow_exponentially_is_rejected() {
        String copies = "{'op':'copy','from':'','path':'/a'},{'op':'copy','from':'','path':'/b'},";
        assertEquals(
                "Too much data is copied. Use fewer or smaller copy operations.",
                refused("{}", "[" + copies.repeat(100) + "3]", false).message());
        String nested = "{'op':'copy','from':'','path':'/a'},";
        assertEquals(
                "Too much data is copied. Use fewer or smaller copy operations.",
                refused("{}", "[" + nested.repeat(1_000) + "3]", false).message());
    }

    @Test
    void a_very_long_json_pointer_in_a_patch_does_not_overflow_the_stack() {
        String path = "/a".repeat(200_000);
        assertEquals(
                "/0/path",
                refused("{}", "[{'op':'remove','path':'" + path + "'}]", false).pointer());
        String broken = path + "/~";
        assertEquals(
                "/0/path",
                refused("{}", "[{'op':'remove','path':'" + broken + "'}]", false)
                        .pointer());
    }

    @Test
    void media_types_of_patches_are_recognized_with_parameters() {
        assertEquals(true, JsonPatches.isMergePatch(MediaType.valueOf("application/merge-patch+json;charset=utf-8")));
        assertEquals(false, JsonPatches.isMergePatch(MediaType.valueOf("application/json-patch+json")));
    }

    private static Finding refused(String document, String patch, boolean isMergePatch) {
        ProblemException problem = assertThrows(
                ProblemException.class, () -> JsonPatches.apply(tree(document), tree(patch), isMergePatch));
        assertEquals(422, problem.problem().status());
        assertEquals(1, problem.problem().errors().size());
        return problem.problem().errors().get(0);
    }

    private static JsonNode tree(String json) {
        return Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
