/** Changes to JSON documents: JSON Merge Patch, JSON Patch, and the difference of two documents. */
package org.offprint.json.patches;
