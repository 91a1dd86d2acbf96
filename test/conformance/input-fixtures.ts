import {
  acceptedContent,
  type InputRequests,
  inputRequired,
  inputResponse,
  type McpServer,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';

type State = RequestStateCodec<Record<string, unknown>>;

const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] });
const oneField = <T extends 'string' | 'boolean'>(name: string, type: T) => ({
  type: 'object' as const,
  properties: { [name]: { type } },
  required: [name],
});

const askName = inputRequired.elicit({ message: 'What is your name?', requestedSchema: oneField('name', 'string') });
const askConfirmation = inputRequired.elicit({ message: 'Please confirm', requestedSchema: oneField('ok', 'boolean') });
const askModel = (words: string, maxTokens: number) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: { type: 'text', text: words } }], maxTokens });

const nameIn = ({ mcpReq }: ServerContext, key: string, field: string) =>
  acceptedContent<Record<string, string>>(mcpReq.inputResponses, key)?.[field];
const answered = ({ mcpReq }: ServerContext, key: string): boolean =>
  inputResponse(mcpReq.inputResponses, key).kind !== 'missing';

interface Declared {
  readonly sampling?: unknown;
  readonly elicitation?: unknown;
}
const declared = ({ mcpReq }: ServerContext): Declared => {
  const envelope = mcpReq.envelope as Record<string, Declared> | undefined;
  return envelope?.['io.modelcontextprotocol/clientCapabilities'] ?? {};
};

function registerSingleQuestions(server: McpServer): void {
  server.registerTool('test_input_required_result_elicitation', { description: 'Asks for a name.' }, (context) => {
    const name = nameIn(context, 'user_name', 'name');
    return name === undefined ? inputRequired({ inputRequests: { user_name: askName } }) : text(`Hello, ${name}!`);
  });
  server.registerTool('test_input_required_result_sampling', { description: 'Asks the model.' }, (context) =>
    answered(context, 'capital_question')
      ? text(`The model says: ${JSON.stringify(context.mcpReq.inputResponses?.capital_question)}`)
      : inputRequired({ inputRequests: { capital_question: askModel('What is the capital of France?', 100) } }),
  );
  server.registerTool('test_input_required_result_list_roots', { description: 'Asks for the roots.' }, (context) =>
    answered(context, 'client_roots')
      ? text(`Roots: ${JSON.stringify(context.mcpReq.inputResponses?.client_roots)}`)
      : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } }),
  );
  server.registerTool('test_input_required_result_capabilities', { description: 'Asks what it may.' }, (context) => {
    const { sampling, elicitation } = declared(context);
    const inputRequests: InputRequests = {
      ...(sampling ? { model: askModel('Say something', 10) } : {}),
      ...(elicitation ? { user_name: askName } : {}),
    };
    return Object.keys(inputRequests).some((key) => !answered(context, key))
      ? inputRequired({ inputRequests })
      : text('done');
  });
  server.registerTool('test_missing_capability', { description: 'Needs sampling.' }, (context) =>
    answered(context, 'model')
      ? text('done')
      : inputRequired({ inputRequests: { model: askModel('Say something', 10) } }),
  );
  server.registerTool('test_streaming_elicitation', { description: 'Asks in its result.' }, (context) =>
    answered(context, 'user_name') ? text('done') : inputRequired({ inputRequests: { user_name: askName } }),
  );
  const contextPrompt = { description: 'Asks for context.', argsSchema: z.object({}) };
  server.registerPrompt('test_input_required_result_prompt', contextPrompt, (_input, context) => {
    const given = nameIn(context, 'user_context', 'context');
    if (given !== undefined)
      return { messages: [{ role: 'user', content: { type: 'text', text: `Context: ${given}` } }] };
    const schema = oneField('context', 'string');
    const question = inputRequired.elicit({ message: 'What context should the prompt use?', requestedSchema: schema });
    return inputRequired({ inputRequests: { user_context: question } });
  });
}

function registerStatefulQuestions(server: McpServer, state: State): void {
  for (const name of ['test_input_required_result_request_state', 'test_input_required_result_tampered_state'])
    server.registerTool(name, { description: 'Asks to confirm, with state.' }, async (context) =>
      answered(context, 'confirm') && context.mcpReq.requestState() !== undefined
        ? text('state-ok')
        : inputRequired({
            inputRequests: { confirm: askConfirmation },
            requestState: await state.mint({ round: 1 }, context),
          }),
    );
  server.registerTool(
    'test_input_required_result_multiple_inputs',
    { description: 'Asks three things.' },
    async (context) => {
      const inputRequests = {
        user_name: askName,
        greeting: askModel('Generate a greeting', 50),
        client_roots: inputRequired.listRoots(),
      };
      return Object.keys(inputRequests).every((key) => answered(context, key))
        ? text('All answered.')
        : inputRequired({ inputRequests, requestState: await state.mint({ round: 1 }, context) });
    },
  );
  server.registerTool('test_input_required_result_multi_round', { description: 'Asks twice.' }, async (context) => {
    const round = context.mcpReq.requestState<{ round: number; name?: string }>();
    const color = nameIn(context, 'step2', 'color');
    if (round?.round === 2 && color !== undefined) return text(`${round.name ?? ''} likes ${color}.`);
    const name = nameIn(context, 'step1', 'name');
    const [key, message, schema, next] =
      name === undefined
        ? (['step1', 'Step 1: What is your name?', oneField('name', 'string'), { round: 1 }] as const)
        : (['step2', 'Step 2: What is your favorite color?', oneField('color', 'string'), { round: 2, name }] as const);
    return inputRequired({
      inputRequests: { [key]: inputRequired.elicit({ message, requestedSchema: schema }) },
      requestState: await state.mint(next, context),
    });
  });
}

/** Tools that ask back before they answer. */
export function registerInputFixtures(server: McpServer, state: State): void {
  registerSingleQuestions(server);
  registerStatefulQuestions(server, state);
}
