/** Work on hostile files in a process of its own, with bounds on time and memory, that may die without harm. */
package org.offprint.files.worker;
