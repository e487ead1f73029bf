package org.offprint.kernel.json;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Description of a member of a JSON object, read from the record class.
 *
 * @param name name of the member
 * @param type class of the value; for a list, the class of its entries; for a map, the class of its values
 * @param isList whether the value is a list
 * @param isMap whether the value is a map
 * @param maxLength maximum number of characters of a string, or of entries of a list; 0 if there is no limit
 * @param isRequired whether the member is required
 */
public record MemberDescription(
        String name, Class<?> type, boolean isList, boolean isMap, int maxLength, boolean isRequired) {

    /** Returns the members of a record class, including those of unwrapped records, in declaration order. */
    public static List<MemberDescription> of(Class<?> record) {
        List<MemberDescription> members = new ArrayList<>();
        for (Constraints.Member member : Constraints.members(record)) {
            if (member.component().unwrapped()) {
                members.addAll(of(member.component().raw()));
            } else {
                members.add(of(member));
            }
        }
        return List.copyOf(members);
    }

    private static MemberDescription of(Constraints.Member member) {
        Class<?> raw = member.component().raw();
        boolean isList = List.class.isAssignableFrom(raw);
        boolean isMap = Map.class.isAssignableFrom(raw);
        Class<?> type = isList || isMap ? last(member.component().type()) : raw;
        int max = 0;
        boolean isRequired = false;
        for (Annotation constraint : member.constraints()) {
            if (constraint instanceof Size size) {
                max = size.max();
            }
            isRequired |= constraint instanceof NotNull || constraint instanceof NotBlank;
        }
        return new MemberDescription(member.component().name(), type, isList, isMap, max, isRequired);
    }

    private static Class<?> last(Type generic) {
        Type[] arguments = ((ParameterizedType) generic).getActualTypeArguments();
        return (Class<?>) arguments[arguments.length - 1];
    }
}
