package dev.handfast.benchmarks;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of JMH's, with one value for each of its parameters.
 *
 * @param benchmark its class
 * @param params the values by the names of the fields, in the order of these
 */
record Trial(Class<?> benchmark, Map<String, String> params) {
    /**
     * All trials of a benchmark: each value of a parameter with each of the others.
     *
     * @param benchmark the name of its class, without the package
     * @param chosen values for some parameters, with commas between; the others have those of {@link Param}
     * @throws IllegalArgumentException if there is no such benchmark, or what it repeats needs a state of another class
     */
    static List<Trial> all(String benchmark, Map<String, String> chosen) {
        Class<?> type = classOf(benchmark);
        if (operation(type).getParameterCount() > 0) {
            throw new IllegalArgumentException(benchmark + " cannot take turns: its threads would not stop in between");
        }
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Field field : type.getFields()) {
            if (field.isAnnotationPresent(Param.class)) {
                List<String> values = values(field, chosen.get(field.getName()));
                combinations = combinations.stream()
                        .flatMap(before -> values.stream().map(value -> with(before, field.getName(), value)))
                        .toList();
            }
        }
        return combinations.stream().map(params -> new Trial(type, params)).toList();
    }

    /** What its class and the arguments of {@link #arguments} tell. */
    static Trial of(String benchmark, List<String> arguments) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            params.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Trial(classOf(benchmark), params);
    }

    /** Each parameter as {@code name=value}. */
    List<String> arguments() {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .toList();
    }

    /** The parameters in {@code names} alone. */
    Map<String, String> only(List<String> names) {
        Map<String, String> some = new LinkedHashMap<>(params);
        some.keySet().retainAll(names);
        return some;
    }

    /** The parameters that are not in {@code names}, behind the benchmark's name. */
    String nameWithout(List<String> names) {
        Map<String, String> others = new LinkedHashMap<>(params);
        others.keySet().removeAll(names);
        return Stream.concat(Stream.of(benchmark.getSimpleName()), others.values().stream())
                .collect(Collectors.joining(" "));
    }

    /** A new object of the class, with the parameters in its fields. */
    Object instance() throws ReflectiveOperationException {
        Object instance = benchmark.getConstructor().newInstance();
        for (Map.Entry<String, String> param : params.entrySet()) {
            Field field = benchmark.getField(param.getKey());
            field.set(instance, parsed(field.getType(), param.getValue()));
        }
        return instance;
    }

    /** What is measured. */
    Method operation() {
        return operation(benchmark);
    }

    /** The methods that JMH would call around that. */
    List<Method> methods(Class<? extends Annotation> annotation) {
        return Arrays.stream(benchmark.getMethods())
                .filter(method -> method.isAnnotationPresent(annotation))
                .toList();
    }

    private static Method operation(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " is no benchmark"));
    }

    private static Class<?> classOf(String benchmark) {
        try {
            return Class.forName(Trial.class.getPackageName() + "." + benchmark);
        } catch (ClassNotFoundException unknown) {
            throw new IllegalArgumentException(benchmark + " is no benchmark: -l lists those that there are", unknown);
        }
    }

    private static List<String> values(Field field, String chosen) {
        if (chosen != null) {
            return List.of(chosen.split(",", -1));
        }
        String[] values = field.getAnnotation(Param.class).value();
        return values.length == 1
                        && values[0].equals(Param.BLANK_ARGS)
                        && field.getType().isEnum()
                ? Arrays.stream(field.getType().getEnumConstants())
                        .map(Object::toString)
                        .toList()
                : List.of(values);
    }

    private static Map<String, String> with(Map<String, String> before, String name, String value) {
        Map<String, String> after = new LinkedHashMap<>(before);
        after.put(name, value);
        return after;
    }

    private static Object parsed(Class<?> type, String value) {
        if (type == int.class) {
            return Integer.parseInt(value);
        }
        if (!type.isEnum()) {
            return value;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(value + " is no " + type.getSimpleName() + " that there is"));
    }
}
