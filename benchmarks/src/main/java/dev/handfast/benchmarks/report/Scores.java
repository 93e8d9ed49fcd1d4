package dev.handfast.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Reads results in JMH's JSON. */
final class Scores {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Scores() {}

    /** The results in {@code file}, in its order. */
    static List<Score> read(Path file) throws IOException {
        JsonNode all = JSON.readTree(file.toFile());
        if (!all.isArray()) {
            throw new IOException(file + " has no list of results, as JMH writes with -rf json");
        }
        List<Score> scores = new ArrayList<>();
        for (JsonNode result : all) {
            scores.add(score(result));
        }
        return scores;
    }

    private static Score score(JsonNode result) {
        JsonNode metric = result.path("primaryMetric");
        DoubleSummaryStatistics values = new DoubleSummaryStatistics();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach(value -> values.accept(value.asDouble()));
        }
        double value = metric.path("score").asDouble();
        return new Score(
                withoutPackage(result.path("benchmark").asText()),
                params(result.path("params")),
                value,
                Math.min(value, values.getMin()),
                Math.max(value, values.getMax()),
                allocated(result.path("secondaryMetrics").path("gc.alloc.rate.norm")));
    }

    private static String withoutPackage(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static Map<String, String> params(JsonNode node) {
        Map<String, String> params = new TreeMap<>();
        node.properties()
                .forEach(param -> params.put(param.getKey(), param.getValue().asText()));
        return params;
    }

    private static OptionalDouble allocated(JsonNode metric) {
        return metric.isMissingNode()
                ? OptionalDouble.empty()
                : OptionalDouble.of(metric.path("score").asDouble());
    }
}
