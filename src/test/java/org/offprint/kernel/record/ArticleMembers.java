package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the members of {@link ArticleBody} and of its nested records by reflection, so that tests cover new members.
 */
public final class ArticleMembers {

    /** All leaf members, in document order. */
    public static final List<Member> ALL = membersOf(ArticleBody.class, "", List.of());

    /** Path step that selects every element of a list or map. */
    private static final String EACH = "*";

    private ArticleMembers() {}

    /**
     * Member of an article.
     *
     * @param name path from the article to the member, such as {@code contributors.notes.text}
     * @param isFreeText whether the value is a string that need not match a pattern
     */
    public record Member(String name, List<String> steps, boolean isFreeText) {

        /** Returns all values of the member in a document, except null and false. */
        public List<JsonNode> values(JsonNode article) {
            return nodes(article, steps)
                    .filter(node -> !node.isMissingNode() && !node.isNull() && !node.equals(BooleanNode.FALSE))
                    .toList();
        }

        /** Returns the objects that can have the member. */
        public List<JsonNode> owners(JsonNode article) {
            return nodes(article, steps.subList(0, lastName())).toList();
        }

        /** Returns the name of the member within its object. */
        public String lastStep() {
            return steps.get(lastName());
        }

        private int lastName() {
            return steps.get(steps.size() - 1).equals(EACH) ? steps.size() - 2 : steps.size() - 1;
        }
    }

    private static Stream<JsonNode> nodes(JsonNode from, List<String> steps) {
        if (steps.isEmpty()) {
            return Stream.of(from);
        }
        List<String> rest = steps.subList(1, steps.size());
        if (!steps.get(0).equals(EACH)) {
            return nodes(from.path(steps.get(0)), rest);
        }
        List<JsonNode> elements = new ArrayList<>();
        from.forEach(elements::add);
        return elements.stream().flatMap(element -> nodes(element, rest));
    }

    private static List<Member> membersOf(Class<?> type, String prefix, List<String> steps) {
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = given == null ? component.getName() : given.value();
            add(component.getGenericType(), component.getAccessor(), prefix + name, with(steps, name), members);
        }
        return members;
    }

    private static void add(
            Type type, AnnotatedElement annotated, String name, List<String> steps, List<Member> members) {
        if (type instanceof ParameterizedType container) {
            Type[] arguments = container.getActualTypeArguments();
            add(arguments[arguments.length - 1], annotated, name, with(steps, EACH), members);
        } else if (type instanceof Class<?> record
                && record.isRecord()
                && record.getPackageName().startsWith(ArticleBody.class.getPackageName())) {
            members.addAll(membersOf(record, name + ".", steps));
        } else {
            boolean isFreeText = type == String.class && !annotated.isAnnotationPresent(Pattern.class);
            members.add(new Member(name, steps, isFreeText));
        }
    }

    private static List<String> with(List<String> steps, String step) {
        return Stream.concat(steps.stream(), Stream.of(step)).toList();
    }
}
