/**
 * Draws what was measured: reads results in JMH's JSON ({@link dev.handfast.benchmarks.report.Scores}), makes figures of
 * them ({@link dev.handfast.benchmarks.report.Figures}), and draws those as SVG and PNG and a page. Nothing here measures.
 */
package dev.handfast.benchmarks.report;
