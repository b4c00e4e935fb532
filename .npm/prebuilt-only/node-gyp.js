#!/usr/bin/env node
console.log('prebuilt-only: nothing is compiled here, packages bring their binaries');
