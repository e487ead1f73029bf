package org.offprint.kernel.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offprint.kernel.text.NearestName;

/** Tree of a record type's JSON members, which can be selected by dotted paths. */
public final class MemberTree {

    private final Map<String, MemberTree> members;
    private final MemberTree anyName;

    private MemberTree(Map<String, MemberTree> members, MemberTree anyName) {
        this.members = members;
        this.anyName = anyName;
    }

    /**
     * Returns the member tree of a record type. Members of list entries are directly below the list, without an index.
     * Any member name is accepted below a map.
     */
    public static MemberTree of(Class<?> record) {
        return ofType(record, Set.of());
    }

    /** Returns a copy of this tree with an additional member that contains the given members of another tree. */
    public MemberTree with(String name, MemberTree nested, Set<String> names) {
        Map<String, MemberTree> available = new LinkedHashMap<>(nested.members);
        available.keySet().retainAll(names);
        Map<String, MemberTree> all = new LinkedHashMap<>(members);
        all.put(name, new MemberTree(available, null));
        return new MemberTree(all, anyName);
    }

    /**
     * Selection of JSON members. A member is selected completely, unless only some of its nested members are selected.
     */
    public static final class Selection {

        private final Map<String, Selection> chosen = new LinkedHashMap<>();
        private boolean whole;

        /** Selects the complete member at the given path. */
        public Selection add(String path) {
            Selection at = this;
            for (String name : path.split("\\.", -1)) {
                at = at.chosen.computeIfAbsent(name, absent -> new Selection());
            }
            at.whole = true;
            return this;
        }

        /** Returns whether the member is selected with all its nested members. */
        boolean isWhole() {
            return whole;
        }

        /** Returns the selection within the member with the given name, or null if the member is not selected. */
        Selection within(String name) {
            return chosen.get(name);
        }
    }

    /** Returns whether a member exists at the given path. */
    public boolean has(String path) {
        return unknown(path) == null;
    }

    /** Returns the existing member path that is most similar to an unknown path, or empty if no path is similar. */
    public Optional<String> nearest(String path) {
        MemberTree at = this;
        StringBuilder known = new StringBuilder();
        for (String name : path.split("\\.", -1)) {
            MemberTree next = at.member(name);
            String right = name;
            if (next == null) {
                Optional<String> near = NearestName.to(name, at.members.keySet());
                if (near.isEmpty()) {
                    return Optional.empty();
                }
                right = near.get();
                next = at.member(right);
            }
            known.append(known.isEmpty() ? "" : ".").append(right);
            at = next;
        }
        return Optional.of(known.toString());
    }

    /** Returns the valid names that can replace the first unknown name in the path. */
    public Collection<String> knownNames(String path) {
        MemberTree at = unknown(path);
        return at == null ? members.keySet() : at.members.keySet();
    }

    /** Returns the subtree in which the lookup of the path fails, or null if the complete path exists. */
    private MemberTree unknown(String path) {
        MemberTree at = this;
        for (String name : path.split("\\.", -1)) {
            MemberTree next = at.member(name);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return null;
    }

    private MemberTree member(String name) {
        return anyName != null && !name.isEmpty() ? anyName : members.get(name);
    }

    /**
     * Returns the member tree of a type.
     *
     * @param outer record types that contain the type; a record type within itself, such as a heading with nested
     *     headings, has no selectable members
     */
    private static MemberTree ofType(Type type, Set<Class<?>> outer) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] of = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw)
                    ? new MemberTree(Map.of(), ofType(of[1], outer))
                    : ofType(of[of.length - 1], outer);
        }
        Map<String, MemberTree> members = new LinkedHashMap<>();
        if (type instanceof Class<?> record
                && record.isRecord()
                && !RecordShape.isValue(record)
                && !outer.contains(record)) {
            Set<Class<?>> within = new HashSet<>(outer);
            within.add(record);
            RecordShape.of(record).members().forEach((name, member) -> members.put(name, ofType(member, within)));
        }
        return new MemberTree(members, null);
    }
}
