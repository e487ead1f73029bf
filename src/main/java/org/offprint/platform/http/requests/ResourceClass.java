package org.offprint.platform.http.requests;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the operations of a resource class. */
final class ResourceClass {

    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::((?:[^{}]|\\{[^{}]*}){0,200}))?}");
    private static final List<Class<? extends Annotation>> GUARDS =
            List.of(RolesAllowed.class, PermitAll.class, DenyAll.class, Authenticated.class);

    private ResourceClass() {}

    static void read(Class<?> resource, List<Route> routes, List<String> unguarded) {
        for (Method method : resource.getMethods()) {
            if (method.isSynthetic() || method.getDeclaringClass() == Object.class) {
                continue;
            }
            String verb = verb(method);
            if (verb != null) {
                routes.add(route(resource, method, verb));
                if (!guarded(method) && !guarded(resource)) {
                    unguarded.add(resource.getSimpleName() + "." + method.getName());
                }
            }
        }
        hidden(resource).forEach(name -> {
            throw new IllegalStateException(
                    name + " is annotated as an operation but is not public, so requests to it would return 404."
                            + " Make the method public.");
        });
    }

    private static String verb(AnnotatedElement method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private static Route route(Class<?> resource, Method method, String verb) {
        String template = join(resource.getAnnotation(Path.class), method.getAnnotation(Path.class));
        Consumes consumes = nearest(resource, method, Consumes.class);
        Produces produces = nearest(resource, method, Produces.class);
        return new Route(
                verb,
                template,
                pattern(template),
                template.indexOf('{') < 0 ? template : template.substring(0, template.indexOf('{')),
                PARAMETER.matcher(template).results().anyMatch(parameter -> parameter.group(1) != null)
                        ? Route.ANY
                        : Route.slashes(template),
                PARAMETER.matcher(template).replaceAll("").length(),
                consumes == null ? List.of() : List.of(consumes.value()),
                produces == null ? List.of() : List.of(produces.value()),
                method.isAnnotationPresent(BodyOfAnySize.class));
    }

    private static String join(Path outer, Path inner) {
        StringBuilder path = new StringBuilder();
        for (Path part : new Path[] {outer, inner}) {
            String value = part == null ? "" : part.value().replaceAll("^/+|/+$", "");
            if (!value.isEmpty()) {
                path.append('/').append(value);
            }
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static Pattern pattern(String template) {
        StringBuilder regex = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(template);
        int done = 0;
        while (parameter.find()) {
            regex.append(Pattern.quote(template.substring(done, parameter.start())));
            String own = parameter.group(1);
            regex.append("(?:").append(own == null ? "[^/]+" : own.strip()).append(')');
            done = parameter.end();
        }
        if (done < template.length()) {
            regex.append(Pattern.quote(template.substring(done)));
        }
        return Pattern.compile(regex.toString());
    }

    private static <A extends Annotation> A nearest(Class<?> resource, Method method, Class<A> type) {
        A own = method.getAnnotation(type);
        return own != null ? own : resource.getAnnotation(type);
    }

    private static boolean guarded(AnnotatedElement element) {
        return GUARDS.stream().anyMatch(element::isAnnotationPresent);
    }

    private static List<String> hidden(Class<?> resource) {
        return Stream.of(resource.getDeclaredMethods())
                .filter(method -> !Modifier.isPublic(method.getModifiers()) && verb(method) != null)
                .map(method -> resource.getSimpleName() + "." + method.getName())
                .toList();
    }
}
