package org.offprint.platform.http.parameters;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Query parameters that a resource method declares.
 *
 * @param repeatable whether each query parameter may be repeated, by parameter name
 * @param checked whether query parameters are validated; false for {@link OwnParameters}
 */
record DeclaredParameters(Map<String, Boolean> repeatable, boolean checked) {

    static DeclaredParameters by(Method method, Class<?> resource) {
        Map<String, Boolean> found = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            if (!add(parameter, parameter.getName(), parameter.getType(), found)) {
                addFields(parameter.getType(), found);
            }
        }
        addFields(resource, found);
        boolean own =
                method.isAnnotationPresent(OwnParameters.class) || resource.isAnnotationPresent(OwnParameters.class);
        return new DeclaredParameters(found, !own);
    }

    /** Adds the fields of a class that groups query parameters. Record components are also fields. */
    private static void addFields(Class<?> type, Map<String, Boolean> found) {
        for (Class<?> each = type; each != null && !isJdk(each); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                boolean query = add(field, field.getName(), field.getType(), found);
                if (!query && field.isAnnotationPresent(BeanParam.class)) {
                    addFields(field.getType(), found);
                }
            }
        }
    }

    private static boolean add(AnnotatedElement element, String own, Class<?> type, Map<String, Boolean> found) {
        QueryParam standard = element.getAnnotation(QueryParam.class);
        RestQuery brief = element.getAnnotation(RestQuery.class);
        if (standard == null && brief == null) {
            return false;
        }
        String name = standard != null ? standard.value() : brief.value();
        found.put(name.isEmpty() ? own : name, Collection.class.isAssignableFrom(type) || type.isArray());
        return true;
    }

    private static boolean isJdk(Class<?> type) {
        return type.isPrimitive() || type.isArray() || type.getName().startsWith("java");
    }
}
