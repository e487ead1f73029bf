/** The services that records are registered with: what each takes, and what its answers mean. */
package org.offprint.registration.targets;
