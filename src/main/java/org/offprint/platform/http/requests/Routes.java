package org.offprint.platform.http.requests;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Operations of each URL path, read from the resource classes at startup.
 * <p>If several templates match a path, it belongs to the template with the most literal characters (Jakarta REST
 * 3.7.2). {@code Allow} therefore never lists methods of another template.
 * <p>Routes are created at startup for two reasons. Reading the annotations of all resources can take seconds on a busy
 * machine, and would block the threads that read requests. In addition, the service must not start if an operation has
 * no access annotation.
 */
@Startup
@ApplicationScoped
public class Routes {

    private final List<Route> routes;
    /** Routes without parameters, keyed by path. A route without parameters is always the best match for its path. */
    private final Map<String, List<Route>> literal;

    /**
     * Reads the operations of all resource classes. Throws IllegalStateException if an operation does not declare its
     * allowed callers.
     */
    @Inject
    public Routes(BeanManager beans) {
        this(resourceClasses(beans));
    }

    Routes(List<Class<?>> resources) {
        List<Route> found = new ArrayList<>();
        List<String> unguarded = new ArrayList<>();
        resources.forEach(resource -> ResourceClass.read(resource, found, unguarded));
        if (!unguarded.isEmpty()) {
            throw new IllegalStateException(
                    "Every operation must declare who may call it (@RolesAllowed, @PermitAll, @DenyAll or"
                            + " @Authenticated, on the method or its class). Annotate these operations: "
                            + String.join(", ", new TreeSet<>(unguarded)));
        }
        found.sort(Comparator.comparingInt(Route::literals).reversed());
        routes = List.copyOf(found);
        literal = routes.stream()
                .filter(route -> route.template().indexOf('{') < 0)
                .collect(Collectors.groupingBy(Route::template));
    }

    /** Returns the resource classes of the service. */
    public static List<Class<?>> resourceClasses(BeanManager beans) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
                classes.add(bean.getBeanClass());
            }
        }
        return List.copyOf(classes);
    }

    /**
     * Returns the HTTP methods that a path supports, including HEAD and OPTIONS. Returns an empty set if the path does
     * not exist.
     *
     * @param path percent-encoded path, without the query
     */
    public Set<String> methods(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : at(path)) {
            methods.add(route.method());
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        if (!methods.isEmpty()) {
            methods.add("OPTIONS");
        }
        return methods;
    }

    /**
     * Returns the path template that matches a path, for example {@code /v1/articles/{id}}. Returns empty if the path
     * does not exist.
     */
    public Optional<String> template(String path) {
        return at(path).stream().findFirst().map(Route::template);
    }

    /**
     * Returns the media types that an operation accepts. Returns an empty list if the operation does not exist or
     * declares no media types.
     */
    public List<String> consumes(String method, String path) {
        return at(path).stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route -> route.consumes().stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the media types that an operation produces. Returns an empty list if the operation does not exist or
     * declares no media types.
     */
    public List<String> produces(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return at(path).stream()
                .filter(route -> route.method().equals(asked))
                .flatMap(route -> route.produces().stream())
                .distinct()
                .toList();
    }

    /** Returns whether an operation accepts request bodies of any size ({@link BodyOfAnySize}). */
    public boolean takesAnySize(String method, String path) {
        return at(path).stream().anyMatch(route -> route.method().equals(method) && route.anySize());
    }

    private List<Route> at(String path) {
        String bare = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<Route> known = literal.get(bare);
        if (known != null) {
            return known;
        }
        int slashes = Route.slashes(bare);
        List<Route> best = new ArrayList<>();
        for (Route route : routes) {
            if (!best.isEmpty() && route.literals() < best.get(0).literals()) {
                break;
            }
            if (route.matches(bare, slashes)
                    && (best.isEmpty()
                            || best.get(0)
                                    .pattern()
                                    .pattern()
                                    .equals(route.pattern().pattern()))) {
                best.add(route);
            }
        }
        return best;
    }
}
