package org.offprint.kernel.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offprint.kernel.text.NearestName;

/** The members of a record's JSON at any depth, some of which can be chosen by paths with dots. */
public final class MemberTree {

    private final Map<String, MemberTree> members;
    private final MemberTree anyName;

    private MemberTree(Map<String, MemberTree> members, MemberTree anyName) {
        this.members = members;
        this.anyName = anyName;
    }

    /**
     * Returns the members of this record; what lists and maps hold is a level of its own, the positions in lists are
     * none.
     */
    public static MemberTree of(Class<?> record) {
        return ofType(record);
    }

    /** Chosen members: those without chosen members of their own are shown whole. */
    public static final class Selection {

        private final Map<String, Selection> chosen = new LinkedHashMap<>();
        private boolean whole;

        /** Chooses the member at this path, all of it. */
        public Selection add(String path) {
            Selection at = this;
            for (String name : path.split("\\.", -1)) {
                at = at.chosen.computeIfAbsent(name, absent -> new Selection());
            }
            at.whole = true;
            return this;
        }

        /** Reports whether all of a member is chosen. */
        boolean isWhole() {
            return whole;
        }

        /** Returns what is chosen within the member of this name; null for nothing. */
        Selection within(String name) {
            return chosen.get(name);
        }
    }

    /** Reports whether there is a member at this path. */
    public boolean has(String path) {
        return unknown(path) == null;
    }

    /** The path that is most likely meant by one that does not exist. */
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

    /** The members of the level where a path leaves what there is. */
    public Collection<String> known(String path) {
        MemberTree at = unknown(path);
        return at == null ? members.keySet() : at.members.keySet();
    }

    /** The level that has no member of the path's next name; null where the path exists. */
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

    private static MemberTree ofType(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] of = generic.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw)
                    ? new MemberTree(Map.of(), ofType(of[1]))
                    : ofType(of[of.length - 1]);
        }
        Map<String, MemberTree> members = new LinkedHashMap<>();
        if (type instanceof Class<?> record && record.isRecord() && !RecordShape.isValue(record)) {
            RecordShape.of(record).members().forEach((name, member) -> members.put(name, ofType(member)));
        }
        return new MemberTree(members, null);
    }
}
